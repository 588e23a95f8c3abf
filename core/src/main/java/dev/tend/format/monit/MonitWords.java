package dev.tend.format.monit;

import dev.tend.format.BadValue;
import dev.tend.text.Ascii;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a file of monit's, one after the other. Keywords are written in any case; words such as {@code with} and {@code is}
 * say nothing, and are passed over where a keyword is looked for. Quoted words are never keywords.
 */
final class MonitWords {

    private static final List<String> NOISE =
            List.of("with", "within", "in", "and", "has", "have", "using", "use", "on", "only", "usage", "is", "are");
    private static final String OPERATORS = "<>=!";

    /** The longest number; numbers count seconds, ports and cycles. */
    private static final int MOST_DIGITS = 6;

    private final List<Word> words = new ArrayList<>();
    private int at;

    /** @param line counted from 1 */
    record Word(String text, int line, boolean quoted) {

        private boolean isNoise() {
            return !quoted && NOISE.contains(Ascii.lower(text));
        }
    }

    /** @throws BadValue where a quotation never ends */
    MonitWords(String text) {
        int line = 1;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
                i++;
            } else if (c <= ' ' || c == ',' || c == ';') {
                i++;
            } else if (c == '#') {
                i = endOfLine(text, i);
            } else {
                i = word(text, i, line);
            }
        }
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Takes the word that begins there, and returns where the next may. */
    private int word(String text, int from, int line) {
        char c = text.charAt(from);
        if (c == '"' || c == '\'') {
            int close = text.indexOf(c, from + 1);
            if (close < 0 || endOfLine(text, from) < close) { // what is made of it are lines, too
                throw new BadValue("the quotation that begins in line " + line + " does not end in it");
            }
            words.add(new Word(text.substring(from + 1, close), line, true));
            return close + 1;
        }
        boolean path = c == '/';
        boolean operator = OPERATORS.indexOf(c) >= 0;
        int end = from + 1;
        while (end < text.length() && goesOn(text.charAt(end), path, operator)) {
            end++;
        }
        words.add(new Word(text.substring(from, end), line, false));
        return end;
    }

    private static boolean goesOn(char c, boolean path, boolean operator) {
        boolean ends = c <= ' ' || c == ',' || c == ';' || c == '"' || c == '#';
        return !ends && (path || OPERATORS.indexOf(c) >= 0 == operator);
    }

    boolean atEnd() {
        return at >= words.size();
    }

    int line() {
        return words.isEmpty() ? 0 : words.get(Math.min(at, words.size() - 1)).line();
    }

    /** The next word as it is written; "" at the end. */
    String next() {
        return atEnd() ? "" : words.get(at++).text();
    }

    /** The next word as a keyword, those that say nothing passed over; "" where it is quoted, and at the end. */
    String keyword() {
        while (!atEnd() && words.get(at).isNoise()) {
            at++;
        }
        return atEnd() || words.get(at).quoted()
                ? ""
                : Ascii.lower(words.get(at).text());
    }

    /** Passes over a keyword, if that is what comes next. */
    boolean take(String keyword) {
        boolean found = keyword().equals(keyword);
        if (found) {
            at++;
        }
        return found;
    }

    /** Passes over the unit of a time, if one comes next. */
    void passSeconds() {
        if (!take("seconds")) {
            take("second");
        }
    }

    int mark() {
        return at;
    }

    /** Goes back to where it was {@link #mark}ed. */
    void back(int mark) {
        at = mark;
    }

    /** A whole number that comes next, or -1 where none does. */
    long number() {
        String text = keyword();
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        at++;
        return number;
    }
}
