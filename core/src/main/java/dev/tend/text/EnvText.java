package dev.tend.text;

import java.util.Map;

/**
 * The format of environment files: what systemd's {@code EnvironmentFile} and docker's {@code env_file} agree on. Each line is
 * {@code NAME=value}, blank, or a comment from {@code #} or {@code ;}. Blanks around the equals sign are dropped, and so is
 * {@code export} before the name. A value in quotes may extend over several lines, and only a comment may follow it; in double
 * quotes {@code \n} is a newline, and a backslash before a quote, a backslash, {@code $} or a backtick is dropped. A value without quotes
 * extends to the end of its line, {@code #} included. Nothing is expanded.
 */
public final class EnvText {

    private static final String EXPORT = "export";
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final String text;
    private final Map<String, String> into;
    private int at;
    private int line = 1;

    private EnvText(String text, Map<String, String> into) {
        this.text = text;
        this.into = into;
    }

    /**
     * Puts what {@code text} sets into a map, later lines over earlier ones.
     *
     * @throws EnvTextException where a line is none of these
     */
    public static void parse(String text, Map<String, String> into) {
        var parser = new EnvText(text, into);
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            parser.at++;
        }
        while (parser.at < text.length()) {
            parser.line();
        }
    }

    private void line() {
        skipBlanks();
        if (!isAtEnd() && !isComment()) {
            String name = name();
            skipBlanks();
            into.put(name, isQuote() ? quoted() : rest());
        }
        skipLine();
    }

    /** Takes the name and the equals sign. */
    private String name() {
        int end = endOfLine();
        int equals = text.indexOf('=', at);
        if (equals < 0 || equals >= end) {
            throw wrong("not of the form NAME=value");
        }
        String name = text.substring(at, equals).trim();
        if (name.startsWith(EXPORT) && name.length() > EXPORT.length() && isBlank(name.charAt(EXPORT.length()))) {
            name = name.substring(EXPORT.length()).trim();
        }
        if (!isName(name)) {
            throw wrong(
                    name.isEmpty()
                            ? "not of the form NAME=value"
                            : "\"" + name + "\" cannot be the name of a variable");
        }
        at = equals + 1;
        return name;
    }

    /** Letters, digits, {@code _}, and also {@code .} and {@code -}, which programs in containers use. */
    private static boolean isName(String name) {
        boolean valid = !name.isEmpty() && !(name.charAt(0) >= '0' && name.charAt(0) <= '9');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            valid &= Ascii.isAlphanumeric(c) || "_.-".indexOf(c) >= 0;
        }
        return valid;
    }

    private String rest() {
        String value = text.substring(at, endOfLine()).trim();
        if (value.indexOf('\0') >= 0) {
            throw wrong("no variable can hold a NUL");
        }
        return value;
    }

    private String quoted() {
        char quote = text.charAt(at);
        int opened = line;
        var value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            value.append(quote == '"' ? unescaped() : text.charAt(at));
            line += text.charAt(at) == '\n' ? 1 : 0;
            at++;
        }
        if (at == text.length()) {
            throw new EnvTextException(opened, "the quote is never closed");
        }
        at++;
        if (value.indexOf("\0") >= 0) {
            throw wrong("no variable can hold a NUL");
        }
        skipBlanks();
        if (!isAtEnd() && !isComment()) {
            throw wrong("something follows the closing quote: quote all of the value, or nothing");
        }
        return value.toString();
    }

    /** Returns the character here, and stops at the last one that belongs to it. */
    private char unescaped() {
        char next = text.charAt(at) == '\\' && at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        boolean escape = "n\"\\$`".indexOf(next) >= 0;
        at += escape ? 1 : 0;
        return !escape ? text.charAt(at) : next == 'n' ? '\n' : next;
    }

    private boolean isQuote() {
        return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
    }

    private boolean isComment() {
        return text.charAt(at) == '#' || text.charAt(at) == ';';
    }

    private boolean isAtEnd() {
        return at >= text.length() || text.charAt(at) == '\n';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private int endOfLine() {
        int newline = text.indexOf('\n', at);
        return newline < 0 ? text.length() : newline;
    }

    private void skipLine() {
        at = endOfLine() + 1;
        line++;
    }

    private EnvTextException wrong(String message) {
        return new EnvTextException(line, message);
    }
}
