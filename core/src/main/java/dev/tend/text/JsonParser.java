package dev.tend.text;

import java.util.ArrayList;

/** Reads one JSON document by recursive descent, never deeper than {@link Json#MAX_DEPTH}. */
final class JsonParser {

    private final String text;

    /** The same with a NUL behind it, which is valid nowhere: most of the time goes into looking at single characters. */
    private final char[] chars;

    private int at;
    private int depth;

    JsonParser(String text) {
        this.text = text;
        this.chars = new char[text.length() + 1];
        text.getChars(0, text.length(), chars, 0);
    }

    Json document() {
        if (text.length() > Json.MAX_LENGTH) {
            throw new JsonException("a document longer than " + Json.MAX_LENGTH + " characters", Json.MAX_LENGTH);
        }
        Json value = value();
        skipBlanks();
        if (at < text.length()) {
            throw unexpected("the end");
        }
        return value;
    }

    private Json value() {
        return switch (skipBlanks()) {
            case '{' -> fields();
            case '[' -> array();
            case '"' -> new Json.Text(string());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", new Json.Null());
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw unexpected("a value");
        };
    }

    /** Steps into an object or an array; the caller decrements the depth behind it. */
    private void enter() {
        if (++depth > Json.MAX_DEPTH) {
            throw new JsonException("nested more than " + Json.MAX_DEPTH + " deep", at);
        }
        at++;
    }

    private Json fields() {
        enter();
        var values = new FieldMap();
        if (!closes('}')) {
            do {
                skipBlanks();
                int start = at;
                String name = string();
                skipBlanks();
                expect(':');
                if (!values.add(name, value())) {
                    throw new JsonException("\"" + name + "\" a second time", start);
                }
            } while (goesOn('}'));
        }
        depth--;
        return new Json.Fields(values);
    }

    private Json array() {
        enter();
        var values = new ArrayList<Json>();
        if (!closes(']')) {
            do {
                values.add(value());
            } while (goesOn(']'));
        }
        depth--;
        return new Json.Array(values);
    }

    private boolean closes(char bracket) {
        if (skipBlanks() != bracket) {
            return false;
        }
        at++;
        return true;
    }

    private boolean goesOn(char bracket) {
        char c = skipBlanks();
        if (c != ',' && c != bracket) {
            throw unexpected("\",\" or \"" + bracket + "\"");
        }
        at++;
        return c == ',';
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw unexpected("a value");
        }
        at += word.length();
        return value;
    }

    private Json number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        return new Json.Number(new String(chars, start, at - start));
    }

    private void digits() {
        if (!isDigit(peek())) {
            throw unexpected("a digit");
        }
        int end = at + 1;
        while (isDigit(chars[end])) {
            end++;
        }
        at = end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private String string() {
        int start = at;
        expect('"');
        int plain = at;
        at = plainEnd(chars, plain);
        if (chars[at] == '"') { // nearly every string: nothing to unescape
            return new String(chars, plain, at++ - plain);
        }
        var out = new StringBuilder().append(text, plain, at);
        while (peek() != '"') {
            if (at >= text.length()) {
                throw new JsonException("a string that does not end", start);
            }
            out.append(character());
        }
        at++;
        return out.toString();
    }

    /** Returns the index of the first character from {@code from} on that ends a string or stands for another. */
    private static int plainEnd(char[] chars, int from) {
        int i = from;
        char c = chars[i];
        while (c != '"' && c != '\\' && c >= ' ') {
            c = chars[++i];
        }
        return i;
    }

    private char character() {
        char c = text.charAt(at);
        if (c < ' ') {
            throw new JsonException("a control character that is not escaped", at);
        }
        at++;
        return c == '\\' ? escape() : c;
    }

    private char escape() {
        char c = peek();
        char meant =
                switch (c) {
                    case '"', '\\', '/' -> c;
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'u' -> hex();
                    default -> throw unexpected("one of \"\\/bfnrtu after a backslash");
                };
        at++;
        return meant;
    }

    /** Reads the four digits after the u, and stays on the last. */
    private char hex() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            at++;
            int digit = "0123456789abcdef".indexOf(peek() >= 'A' && peek() <= 'F' ? (char) (peek() + 32) : peek());
            if (digit < 0) {
                throw unexpected("a hexadecimal digit");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw unexpected("\"" + c + "\"");
        }
        at++;
    }

    /** The character here, or NUL at the end, which is valid nowhere. */
    private char peek() {
        return chars[at];
    }

    /** Skips blanks, and returns the character behind them as {@link #peek} does. */
    private char skipBlanks() {
        char c = chars[at];
        while (c <= ' ' && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
            c = chars[++at];
        }
        return c;
    }

    private JsonException unexpected(String wanted) {
        String found = at >= text.length() ? "nothing" : "\"" + text.charAt(at) + "\"";
        return new JsonException("expected " + wanted + ", found " + found, at);
    }
}
