package dev.tend.template.text;

import dev.tend.template.value.GoString;
import java.time.DayOfWeek;
import java.time.Month;

/** The elements of Go's layouts of times. */
final class TimeElements {

    /** The elements; of two that begin alike, the longer one is first. */
    private static final String[] ELEMENTS = {
        "January",
        "Jan",
        "Monday",
        "Mon",
        "MST",
        "01",
        "002",
        "02",
        "03",
        "04",
        "05",
        "06",
        "2006",
        "__2",
        "_2006",
        "_2",
        "15",
        "1",
        "2",
        "3",
        "4",
        "5",
        "PM",
        "pm",
        "-070000",
        "-07:00:00",
        "-0700",
        "-07:00",
        "-07",
        "Z070000",
        "Z07:00:00",
        "Z0700",
        "Z07:00",
        "Z07",
    };

    private TimeElements() {}

    /** Returns the element that begins at a position, or an empty text. */
    static String element(String layout, int at) {
        for (String element : ELEMENTS) {
            if (layout.startsWith(element, at) && !isInWord(layout, at, element)) {
                return element.equals("_2006") ? "" : element;
            }
        }
        return "";
    }

    /** Jan and Mon are none at the beginning of a longer word in small letters. */
    private static boolean isInWord(String layout, int at, String element) {
        int end = at + element.length();
        boolean word = element.equals("Jan") || element.equals("Mon");
        return word && end < layout.length() && layout.charAt(end) >= 'a' && layout.charAt(end) <= 'z';
    }

    /** Returns the number of digits of a fraction of seconds, such as {@code .000}, that begins at a position; 0 if none does. */
    static int fraction(String layout, int at) {
        char point = layout.charAt(at);
        if (point != '.' && point != ',' || at + 1 >= layout.length()) {
            return 0;
        }
        char digit = layout.charAt(at + 1);
        if (digit != '0' && digit != '9') {
            return 0;
        }
        int end = at + 1;
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean digitFollows = end < layout.length() && layout.charAt(end) >= '0' && layout.charAt(end) <= '9';
        return digitFollows ? 0 : end - at - 1;
    }

    /** Returns a text in quotes as Go's package time shows it in errors: bytes that are not ASCII are escapes. */
    static String quote(GoString bytes) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < bytes.length(); i++) {
            int c = bytes.at(i);
            if (c >= 0x80 || c < ' ') {
                quoted.append("\\x")
                        .append("0123456789abcdef".charAt(c >> 4))
                        .append("0123456789abcdef".charAt(c & 15));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Returns the name of a month, from 1 on. */
    static String month(int number) {
        return capitalized(Month.of(number).name());
    }

    /** Returns the name of a day of the week. */
    static String weekday(DayOfWeek day) {
        return capitalized(day.name());
    }

    private static String capitalized(String name) {
        var text = new StringBuilder(name.substring(0, 1));
        for (int i = 1; i < name.length(); i++) {
            text.append((char) (name.charAt(i) + 'a' - 'A'));
        }
        return text.toString();
    }
}
