package dev.tend.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Words by the quoting rules of the POSIX shell (XCU 2.2): blanks separate, {@code '...'} keeps everything, {@code "..."} keeps
 * all but backslash before {@code $ ` " \}, a backslash elsewhere keeps the next character.
 *
 * <p>It refuses everything else a shell does: {@code $}, {@code *}, {@code |}, {@code >}, {@code #} are plain characters.
 */
public final class ShellWords {

    private final String line;
    private final List<String> words = new ArrayList<>();
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /**
     * Returns the words of {@code line}; none if it is blank.
     *
     * @throws QuotingException if a quote is not closed, or the line ends with a backslash
     */
    public static List<String> split(String line) {
        return new ShellWords(line).words();
    }

    private List<String> words() {
        skipBlanks();
        while (at < line.length()) {
            words.add(word());
            skipBlanks();
        }
        return words;
    }

    private void skipBlanks() {
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    private String word() {
        var word = new StringBuilder();
        while (at < line.length() && !isBlank(line.charAt(at))) {
            switch (line.charAt(at)) {
                case '\'' -> single(word);
                case '"' -> doubled(word);
                case '\\' -> escaped(word);
                default -> word.append(line.charAt(at++));
            }
        }
        return word.toString();
    }

    private void single(StringBuilder word) {
        int close = line.indexOf('\'', at + 1);
        if (close < 0) {
            throw unclosed("single quote (')", at);
        }
        word.append(line, at + 1, close);
        at = close + 1;
    }

    private void doubled(StringBuilder word) {
        int open = at++;
        while (at < line.length() && line.charAt(at) != '"') {
            if (line.charAt(at) == '\\' && at + 1 < line.length() && "$`\"\\".indexOf(line.charAt(at + 1)) >= 0) {
                at++;
            }
            word.append(line.charAt(at++));
        }
        if (at == line.length()) {
            throw unclosed("double quote (\")", open);
        }
        at++;
    }

    private void escaped(StringBuilder word) {
        if (at + 1 == line.length()) {
            throw new QuotingException("the backslash at the end has nothing to quote: double it or remove it");
        }
        word.append(line.charAt(at + 1));
        at += 2;
    }

    private static QuotingException unclosed(String quote, int offset) {
        return new QuotingException("the " + quote + " in column " + (offset + 1) + " is never closed");
    }

    /** The words as one line that {@link #split} and a shell read back as just these words. */
    public static String join(List<String> words) {
        var line = new StringBuilder();
        for (String word : words) {
            line.append(line.isEmpty() ? "" : " ").append(quote(word));
        }
        return line.toString();
    }

    private static String quote(String word) {
        return isPlain(word) ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Ascii.isAlphanumeric(c) && "-_./:=,+@%^".indexOf(c) < 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
