package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.text.Ascii;
import dev.tend.text.Durations;
import dev.tend.text.QuotingException;
import dev.tend.text.ShellWords;
import dev.tend.text.Sizes;
import java.util.ArrayList;
import java.util.List;

/** Reads values, kind by kind. Each method throws {@link BadValue} with a description of the values that it accepts. */
public final class Values {

    /** {@code PATH_MAX} of {@code <linux/limits.h>}, which counts the NUL. */
    private static final int PATH_MAX = 4096;

    /** {@code sun_path} of {@code struct sockaddr_un}, without the NUL at its end. */
    private static final int LONGEST_SOCKET_PATH = 107;

    private static final List<String> YES_NO = List.of("yes", "no");

    private Values() {}

    public static boolean yesNo(String value) {
        return word(value, YES_NO).equals("yes");
    }

    /** Returns the value, which must be one of {@code words}. */
    static String word(String value, List<String> words) {
        if (!words.contains(value)) {
            throw BadValue.noneOf(value, words);
        }
        return value;
    }

    /** Returns the constant whose name, lower-dashed, is {@code value}. */
    static <E extends Enum<E>> E constant(String value, E[] constants) {
        var words = new ArrayList<String>();
        for (E constant : constants) {
            words.add(word(constant));
        }
        return constants[words.indexOf(word(value, words))];
    }

    /** The lower-dashed word for a constant. */
    public static String word(Enum<?> constant) {
        return Ascii.lower(constant.name()).replace('_', '-');
    }

    public static String absolutePath(String value) {
        if (!value.startsWith("/")) {
            throw BadValue.no("absolute path", value, "it from / on");
        }
        if (ServiceFile.bytes(value) >= PATH_MAX) {
            throw new BadValue("is longer than any path may be, " + (PATH_MAX - 1) + " bytes");
        }
        return value;
    }

    /** Returns the path of a Unix socket. Its length is limited, because clients pass it to the kernel as it is. */
    static String socketPath(String value) {
        String path = absolutePath(value);
        if (ServiceFile.bytes(path) > LONGEST_SOCKET_PATH) {
            throw new BadValue("is longer than the path of a socket may be, " + LONGEST_SOCKET_PATH + " bytes");
        }
        return path;
    }

    /** A decimal number, its sign as Java takes it. */
    public static int whole(String value, int least, int most) {
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException notWhole) {
            throw BadValue.no("number", value, "one from " + least + " to " + most);
        }
        if (number < least || number > most) {
            throw new BadValue(BadValue.quoted(value) + " is not between " + least + " and " + most);
        }
        return number;
    }

    static int mask(String value) {
        return octal(value, "file mode mask", "022");
    }

    static int mode(String value) {
        return octal(value, "mode", "0750");
    }

    private static int octal(String value, String what, String such) {
        boolean valid = !value.isEmpty() && value.length() <= 4;
        int mask = 0;
        for (int i = 0; i < value.length() && valid; i++) {
            valid = value.charAt(i) >= '0' && value.charAt(i) <= '7';
            mask = mask << 3 | value.charAt(i) - '0';
        }
        if (!valid || mask > 0777) {
            throw BadValue.no(what, value, "an octal number from 000 to 777, such as " + such);
        }
        return mask;
    }

    static long duration(String value, long least) {
        var micros = Durations.parse(value);
        if (micros.isEmpty()) {
            throw BadValue.no("duration", value, "one such as 500ms, 5s or 1m30s");
        }
        if (micros.getAsLong() < least) {
            throw new BadValue(
                    BadValue.quoted(value) + " is less than the least it may be, " + Durations.format(least));
        }
        return micros.getAsLong();
    }

    static long size(String value, long least, long most) {
        var bytes = Sizes.parse(value);
        if (bytes.isEmpty()) {
            throw BadValue.no("size", value, "one such as 4096, 64k, 10M or 1G");
        }
        if (bytes.getAsLong() < least || bytes.getAsLong() > most) {
            throw new BadValue(
                    BadValue.quoted(value) + " is not between " + Sizes.format(least) + " and " + Sizes.format(most));
        }
        return bytes.getAsLong();
    }

    /** Words by shell quoting. */
    public static List<String> words(String value) {
        try {
            return ShellWords.split(value);
        } catch (QuotingException unbalanced) {
            throw new BadValue(unbalanced.getMessage());
        }
    }

    /** Items separated by blanks, by commas, or by both. */
    public static List<String> items(String value) {
        return words(value.replace(',', ' '));
    }

    /** The name or number of a user or group. */
    static String account(String value) {
        boolean valid = !value.isEmpty() && value.length() <= 256 && !value.startsWith("-");
        for (int i = 0; i < value.length(); i++) {
            valid &= value.charAt(i) > ' ' && value.charAt(i) != ':' && value.charAt(i) != ',';
        }
        if (!valid) {
            throw BadValue.no("name or number of a user or group", value, "one as it stands in the system's files");
        }
        return value;
    }
}
