package dev.tend.template.document;

import dev.tend.template.text.BaseCodec;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;

/** Lines and strings of YAML, folded behind column 80. */
final class YamlText {

    private static final int WIDTH = 80;

    private final GoStringBuilder out;
    private int column;

    YamlText(GoStringBuilder out) {
        this.out = out;
    }

    /** Appends a text without line breaks. */
    void put(String text) {
        out.append(text);
        column += text.codePointCount(0, text.length());
    }

    private void put(int rune) {
        out.appendRune(rune);
        column++;
    }

    /** Begins a line. */
    void line(int indent) {
        out.appendByte('\n').append(" ".repeat(Math.max(0, indent)));
        column = Math.max(0, indent);
    }

    /** Ends the last line. */
    void endLine() {
        out.appendByte('\n');
    }

    /**
     * Appends a string.
     *
     * @param indent the indentation of what the string is in
     * @param key whether it is a key before a colon, which stays in its line
     */
    void string(GoString string, int indent, boolean key) {
        if (!string.isUtf8()) {
            put("!!binary ");
            content(binary(string), indent, key, true);
            return;
        }
        String text = string.utf8();
        content(text, indent, key, !YamlScalars.isOther(text));
    }

    /** Returns the base 64 of bytes, in lines of 70 digits if they are more. */
    private static String binary(GoString bytes) {
        String digits = BaseCodec.BASE64.encode(bytes).utf8();
        if (digits.length() < 70) {
            return digits;
        }
        var lines = new StringBuilder();
        for (int i = 0; i < digits.length(); i += 70) {
            lines.append(digits, i, Math.min(i + 70, digits.length())).append('\n');
        }
        return lines.toString();
    }

    private void content(String text, int indent, boolean key, boolean plain) {
        YamlAnalysis analysis = YamlAnalysis.of(text);
        int inner = indent < 0 ? 2 : indent + 2;
        if (text.indexOf('\n') >= 0) {
            if (analysis.block() && !key) {
                literal(text, inner);
            } else {
                doubleQuoted(text, inner, !key);
            }
        } else if (!plain) {
            doubleQuoted(text, inner, !key);
        } else if (analysis.plain() && !(text.isEmpty() && key)) {
            folded(text, inner, !key);
        } else if (analysis.singleQuoted()) {
            singleQuoted(text, inner, !key);
        } else {
            doubleQuoted(text, inner, !key);
        }
    }

    private void folded(String text, int indent, boolean breaks) {
        boolean afterSpace = false;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            int end = at + Character.charCount(c);
            boolean spaceFollows = end < text.length() && text.charAt(end) == ' ';
            if (c == ' ' && breaks && !afterSpace && column > WIDTH && !spaceFollows) {
                line(indent);
            } else {
                put(c);
            }
            afterSpace = c == ' ';
            at = end;
        }
    }

    private void singleQuoted(String text, int indent, boolean breaks) {
        put('\'');
        boolean afterSpace = false;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            int end = at + Character.charCount(c);
            boolean within = at > 0 && end < text.length() && text.charAt(end) != ' ';
            if (c == ' ' && breaks && !afterSpace && column > WIDTH && within) {
                line(indent);
            } else {
                put(c);
                if (c == '\'') {
                    put('\'');
                }
            }
            afterSpace = c == ' ';
            at = end;
        }
        put('\'');
    }

    private void doubleQuoted(String text, int indent, boolean breaks) {
        put('"');
        boolean afterSpace = false;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            int end = at + Character.charCount(c);
            if (c == ' ' && breaks && !afterSpace && column > WIDTH && at > 0 && end < text.length()) {
                line(indent);
                if (text.charAt(end) == ' ') {
                    put('\\');
                }
            } else if (!YamlAnalysis.isPrintable(c) || YamlAnalysis.isBreak(c) || c == '"' || c == '\\') {
                escape(c);
            } else {
                put(c);
            }
            afterSpace = c == ' ';
            at = end;
        }
        put('"');
    }

    private void escape(int c) {
        put('\\');
        int letter = "\0\u0007\b\t\n\u000b\f\r\u001b\"\\\u0085\u00a0\u2028\u2029".indexOf(c);
        if (letter >= 0) {
            put("0abtnvfre\"\\N_LP".charAt(letter));
        } else if (c <= 0xff) {
            put("x" + hex(c, 2));
        } else if (c <= 0xffff) {
            put("u" + hex(c, 4));
        } else {
            put("U" + hex(c, 8));
        }
    }

    private static String hex(int c, int digits) {
        var text = new StringBuilder();
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            text.append("0123456789ABCDEF".charAt(c >>> shift & 15));
        }
        return text.toString();
    }

    private void literal(String text, int indent) {
        put('|');
        char first = text.charAt(0);
        if (first == ' ' || YamlAnalysis.isBreak(first)) {
            put('2');
        }
        put(chomping(text));
        boolean startsLine = true;
        out.appendByte('\n');
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                // The last line break is that of the line itself.
                if (at < text.length() - 1) {
                    out.appendByte('\n');
                }
                startsLine = true;
            } else {
                if (startsLine) {
                    out.append(" ".repeat(indent));
                    startsLine = false;
                }
                int rune = text.codePointAt(at);
                out.appendRune(rune);
                at += Character.charCount(rune) - 1;
            }
        }
        column = WIDTH;
    }

    /** Returns what a block says of the line breaks at its end: none, one, or more of them. */
    private static String chomping(String text) {
        int last = text.length() - 1;
        if (!YamlAnalysis.isBreak(text.charAt(last))) {
            return "-";
        }
        return last == 0 || YamlAnalysis.isBreak(text.charAt(last - 1)) ? "+" : "";
    }
}
