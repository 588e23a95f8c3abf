package dev.tend.template.document;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.GoType;
import java.util.ArrayList;

/** Reads JSON as Go's {@code encoding/json} does, with its errors. All numbers are float64. */
public final class JsonReader {

    /** Go allows ten times as many. */
    private static final int DEPTH = 1000;

    private final GoString text;
    private int at;

    private JsonReader(GoString text) {
        this.text = text;
    }

    /**
     * Reads a document.
     *
     * @throws FunctionException if it is invalid
     */
    public static Object read(GoString text) {
        var reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.unexpected("after top-level value");
        }
        return value;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.at(at)) >= 0) {
            at++;
        }
    }

    /** Returns the next character, which is not a blank. */
    private int next() {
        blanks();
        return peek();
    }

    private int peek() {
        if (at >= text.length()) {
            throw new FunctionException("unexpected end of JSON input");
        }
        return text.at(at);
    }

    /** Returns the next character within a literal, number or escape: at the end, Go sees a blank there. */
    private int peekWithin() {
        return at < text.length() ? text.at(at) : ' ';
    }

    private FunctionException unexpected(String where) {
        int c = peekWithin();
        String shown = c == '\'' ? "'\\''" : c == '"' ? "'\"'" : quoted(c);
        return new FunctionException("invalid character " + shown + " " + where);
    }

    private static String quoted(int c) {
        String text = Quotes.quote(Character.toString(c));
        return "'" + text.substring(1, text.length() - 1) + "'";
    }

    private Object value(int depth) {
        int c = next();
        if (depth > DEPTH) {
            throw new FunctionException("exceeded max depth");
        }
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> {
                if (c == '-' || isDigit(c)) {
                    yield number();
                }
                throw unexpected("looking for beginning of value");
            }
        };
    }

    private Object object(int depth) {
        GoMap map = GoMap.of(GoType.OBJECT);
        at++;
        if (next() == '}') {
            at++;
            return map;
        }
        while (true) {
            if (next() != '"') {
                throw unexpected("looking for beginning of object key string");
            }
            GoString key = string();
            if (next() != ':') {
                throw unexpected("after object key");
            }
            at++;
            map.put(key, value(depth + 1));
            int c = next();
            if (c != ',' && c != '}') {
                throw unexpected("after object key:value pair");
            }
            at++;
            if (c == '}') {
                return map;
            }
        }
    }

    private Object array(int depth) {
        var items = new ArrayList<Object>();
        at++;
        if (next() == ']') {
            at++;
            return GoList.of(GoType.ANYS, items);
        }
        while (true) {
            items.add(value(depth + 1));
            int c = next();
            if (c != ',' && c != ']') {
                throw unexpected("after array element");
            }
            at++;
            if (c == ']') {
                return GoList.of(GoType.ANYS, items);
            }
        }
    }

    private Object literal(String word, Object value) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (peekWithin() != word.charAt(i)) {
                throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
        return value;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private Object number() {
        int from = at;
        if (text.at(at) == '-') {
            at++;
        }
        if (peekWithin() == '0') {
            at++;
        } else {
            digits("in numeric literal");
        }
        if (at < text.length() && text.at(at) == '.') {
            at++;
            digits("after decimal point in numeric literal");
        }
        if (at < text.length() && (text.at(at) == 'e' || text.at(at) == 'E')) {
            at++;
            if (peekWithin() == '+' || peekWithin() == '-') {
                at++;
            }
            digits("in exponent of numeric literal");
        }
        String digits = text.substring(from, at).utf8();
        double number = Double.parseDouble(digits);
        if (Double.isInfinite(number)) {
            throw new FunctionException("json: cannot unmarshal number " + digits + " into Go value of type float64");
        }
        return number;
    }

    private void digits(String where) {
        if (!isDigit(peekWithin())) {
            throw unexpected(where);
        }
        while (at < text.length() && isDigit(text.at(at))) {
            at++;
        }
    }

    private GoString string() {
        var string = new GoStringBuilder();
        at++;
        while (true) {
            int c = peek();
            if (c == '"') {
                at++;
                return string.toGoString();
            } else if (c == '\\') {
                at++;
                escape(string);
            } else if (c < ' ') {
                throw unexpected("in string literal");
            } else {
                // What is no UTF-8 becomes U+FFFD.
                string.appendRune(text.rune(at));
                at += text.runeLength(at);
            }
        }
    }

    private void escape(GoStringBuilder string) {
        int letter = "\"\\/bfnrt".indexOf(peekWithin());
        if (letter >= 0) {
            string.appendByte("\"\\/\b\f\n\r\t".charAt(letter));
            at++;
        } else if (peekWithin() == 'u') {
            at++;
            int unit = hex();
            if (Character.isHighSurrogate((char) unit) && lowSurrogateFollows()) {
                at += 2;
                string.appendRune(Character.toCodePoint((char) unit, (char) hex()));
            } else {
                string.appendRune(unit);
            }
        } else {
            throw unexpected("in string escape code");
        }
    }

    private boolean lowSurrogateFollows() {
        if (at + 6 > text.length() || text.at(at) != '\\' || text.at(at + 1) != 'u') {
            return false;
        }
        int before = at;
        at += 2;
        int unit = hex();
        at = before;
        return Character.isLowSurrogate((char) unit);
    }

    private int hex() {
        int unit = 0;
        for (int i = 0; i < 4; i++, at++) {
            int digit = Character.digit(peekWithin(), 16);
            if (digit < 0 || peekWithin() >= 0x80) {
                throw unexpected("in \\u hexadecimal character escape");
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
