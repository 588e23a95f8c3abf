package dev.tend.text;

/**
 * Writes JSON on one line. The output is valid UTF-8 once encoded, whatever its strings contain, and harmless on a
 * terminal: the characters that {@link Escapes} replaces are written as JSON escapes.
 */
final class JsonWriter {

    private static final String HEX = "0123456789abcdef";

    private JsonWriter() {}

    static void write(Json value, StringBuilder out) {
        switch (value) {
            case Json.Null() -> out.append("null");
            case Json.Bool(var truth) -> out.append(truth);
            case Json.Number(var literal) -> out.append(literal);
            case Json.Text(var text) -> quote(text, out);
            case Json.Array array -> array(array, out);
            case Json.Fields fields -> fields(fields, out);
        }
    }

    private static void array(Json.Array array, StringBuilder out) {
        String separator = "[";
        for (Json value : array.values()) {
            out.append(separator);
            write(value, out);
            separator = ",";
        }
        out.append(array.values().isEmpty() ? "[]" : "]");
    }

    private static void fields(Json.Fields fields, StringBuilder out) {
        String separator = "{";
        for (var field : fields.values().entrySet()) {
            out.append(separator);
            quote(field.getKey(), out);
            out.append(':');
            write(field.getValue(), out);
            separator = ",";
        }
        out.append(fields.values().isEmpty() ? "{}" : "}");
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        if (isPlain(text.toCharArray())) {
            out.append(text);
        } else {
            escape(text, out);
        }
        out.append('"');
    }

    private static void escape(String text, StringBuilder out) {
        int plain = 0; // from here on nothing needed an escape, so it goes in one piece
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x7f && Escapes.isHidden(text, i)) {
                out.append(text, plain, i);
                escape(text, i, out);
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length());
    }

    /** A byte that is no UTF-8, and any other half of a character, has no place in JSON: the escape of it is what is said. */
    private static void escape(String text, int i, StringBuilder out) {
        if (Escapes.isLone(text, i)) {
            out.append('\\');
            Escapes.append(out, text.charAt(i));
        } else {
            escape(text.charAt(i), out);
        }
    }

    /** Tells whether no character needs a closer look. */
    private static boolean isPlain(char[] text) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] < ' ' || text[i] == '"' || text[i] == '\\' || text[i] >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> unicode(c, out);
        }
    }

    private static void unicode(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 15));
        }
    }
}
