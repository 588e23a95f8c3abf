package dev.tend.http1;

import static dev.tend.http1.MalformedRequestException.HEADER_FIELDS_TOO_LARGE;
import static dev.tend.http1.MalformedRequestException.bad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The header fields of a request, or its trailer fields, in the order they came in. */
record HeaderFields(List<Field> all) {

    private static final int MOST_FIELDS = 100;

    /** One field. @param name in lower case */
    record Field(String name, String value) {}

    /**
     * Reads fields up to the empty line behind them.
     *
     * @param most the most bytes that they may have
     */
    static HeaderFields read(Lines lines, int most) {
        var fields = new ArrayList<Field>();
        var tooLarge = new MalformedRequestException(
                HEADER_FIELDS_TOO_LARGE, "the header has more than " + most + " bytes or " + MOST_FIELDS + " fields");
        int left = most;
        while (true) {
            String line = lines.next(left, tooLarge);
            if (line.isEmpty()) {
                return new HeaderFields(List.copyOf(fields));
            }
            left -= Math.min(left, line.length() + 2);
            if (fields.size() == MOST_FIELDS) {
                throw tooLarge;
            }
            fields.add(field(line));
        }
    }

    private static Field field(String line) {
        if (Syntax.isBlank(line.charAt(0))) {
            throw bad("a line of the header is folded");
        }
        int colon = line.indexOf(':');
        if (colon < 0 || !Syntax.isToken(line.substring(0, colon))) {
            throw bad("a line of the header is not NAME:VALUE, where NAME is a token");
        }
        String value = Syntax.strip(line.substring(colon + 1));
        if (!Syntax.isFieldValue(value)) {
            throw bad("a value in the header has a control character");
        }
        return new Field(line.substring(0, colon).toLowerCase(Locale.ROOT), value);
    }

    /** Returns the values of all fields of that name. @param name in lower case */
    List<String> values(String name) {
        return all.stream()
                .filter(field -> field.name.equals(name))
                .map(Field::value)
                .toList();
    }

    /** Returns the items of the comma-separated lists in all fields of that name, in lower case. */
    List<String> items(String name) {
        return values(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(item -> Syntax.strip(item).toLowerCase(Locale.ROOT))
                .toList();
    }
}
