package dev.tend.text;

import java.util.List;

/**
 * Writes JSON on one line. The output is valid UTF-8 once encoded, whatever its strings contain, and harmless on a
 * terminal: the characters that {@link Escapes} replaces are written as JSON escapes.
 *
 * <p>It fills an array of its own: a {@link StringBuilder} takes ten times as long for a single character in native code.
 */
final class JsonWriter {

    private static final String HEX = "0123456789abcdef";

    private char[] out = new char[256];
    private int length;

    private JsonWriter() {}

    static String text(Json value) {
        var writer = new JsonWriter();
        writer.write(value);
        return new String(writer.out, 0, writer.length);
    }

    static String lines(List<Json> elements) {
        var writer = new JsonWriter();
        String separator = "[";
        for (Json element : elements) {
            writer.append(separator);
            writer.write(element);
            separator = ",\n ";
        }
        writer.append(elements.isEmpty() ? "[]\n" : "]\n");
        return new String(writer.out, 0, writer.length);
    }

    private void write(Json value) {
        switch (value) {
            case Json.Null() -> append("null");
            case Json.Bool(var truth) -> append(truth ? "true" : "false");
            case Json.Number(var literal) -> append(literal);
            case Json.Text(var text) -> quote(text);
            case Json.Array array -> array(array);
            case Json.Fields fields -> fields(fields);
        }
    }

    private void array(Json.Array array) {
        append('[');
        int start = length;
        for (Json value : array.values()) {
            separate(start);
            write(value);
        }
        append(']');
    }

    private void fields(Json.Fields fields) {
        append('{');
        int start = length;
        fields.values().forEach((name, value) -> {
            separate(start);
            quote(name);
            append(':');
            write(value);
        });
        append('}');
    }

    /** Appends a comma, unless the first element begins here. */
    private void separate(int start) {
        if (length > start) {
            append(',');
        }
    }

    private void quote(String text) {
        append('"');
        int start = length;
        append(text);
        if (!isPlain(out, start, length)) {
            length = start;
            escape(text);
        }
        append('"');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x7f && Escapes.isHidden(text, i)) {
                append(escape(text, i));
            } else {
                append(c);
            }
        }
    }

    /** A byte that is no UTF-8, and any other half of a character, has no place in JSON: the escape of it is what is said. */
    private static String escape(String text, int i) {
        var escape = new StringBuilder(8);
        if (Escapes.isLone(text, i)) {
            escape.append('\\');
            Escapes.append(escape, text.charAt(i));
        } else {
            escape(text.charAt(i), escape);
        }
        return escape.toString();
    }

    /** Tells whether no character needs a closer look. */
    private static boolean isPlain(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x7f) {
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

    private void append(char c) {
        if (length == out.length) {
            grow(1);
        }
        out[length++] = c;
    }

    private void append(String text) {
        int more = text.length();
        if (more > out.length - length) {
            grow(more);
        }
        text.getChars(0, more, out, length);
        length += more;
    }

    private void grow(int more) {
        var larger = new char[Math.max(2 * out.length, length + more)];
        System.arraycopy(out, 0, larger, 0, length);
        out = larger;
    }
}
