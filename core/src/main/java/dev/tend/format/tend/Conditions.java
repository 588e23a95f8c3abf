package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.service.Condition;
import dev.tend.text.Ascii;

/**
 * Reads the tests of {@code enabled=}: {@code yes}, {@code no}, {@code $VAR = word}, {@code $VAR != 'two words'}, {@code $VAR}
 * (it is set, and not empty), joined by {@code &} and {@code |} (the first binds tighter), turned by {@code !}, grouped by
 * parentheses.
 *
 * <p>A test has at most {@link #MOST_TERMS} terms and parentheses, so neither reading nor evaluating it can exhaust the stack.
 */
final class Conditions {

    private static final int MOST_TERMS = 50;
    private static final String SPECIAL = "&|!()=$'\"";

    private final String text;
    private int at;
    private int terms;

    private Conditions(String text) {
        this.text = text;
    }

    static Condition parse(String text) {
        var reading = new Conditions(text);
        Condition condition = reading.either();
        if (reading.at < text.length()) {
            throw reading.unexpected("& or |");
        }
        return condition;
    }

    private Condition either() {
        Condition left = both();
        while (take('|')) {
            left = new Condition.Or(left, both());
        }
        return left;
    }

    private Condition both() {
        Condition left = term();
        while (take('&')) {
            left = new Condition.And(left, term());
        }
        return left;
    }

    private Condition term() {
        if (++terms > MOST_TERMS) {
            throw new BadValue("has more than " + MOST_TERMS + " terms: set one variable that says it all");
        }
        if (take('!')) {
            return new Condition.Not(term());
        }
        if (take('(')) {
            Condition inner = either();
            if (!take(')')) {
                throw unexpected(")");
            }
            return inner;
        }
        return take('$') ? comparison(name()) : constant();
    }

    private Condition constant() {
        int start = at;
        at = nameEnd();
        String word = text.substring(start, at);
        if (!word.equals("yes") && !word.equals("no")) {
            at = start;
            throw unexpected("yes, no, $NAME, ! or (");
        }
        return new Condition.Constant(word.equals("yes"));
    }

    private Condition comparison(String variable) {
        skipBlanks();
        boolean negated = text.startsWith("!=", at);
        if (!negated && !text.startsWith("=", at)) {
            return new Condition.Comparison(variable, true, "");
        }
        at += negated ? 2 : 1;
        skipBlanks();
        return new Condition.Comparison(variable, negated, word());
    }

    private String name() {
        int start = at;
        at = nameEnd();
        if (at == start) {
            throw unexpected("a variable's name");
        }
        return text.substring(start, at);
    }

    private int nameEnd() {
        int end = at;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNameCharacter(char c) {
        return Ascii.isAlphanumeric(c) || c == '_';
    }

    private String word() {
        char quote = at < text.length() ? text.charAt(at) : ' ';
        String word = quote == '\'' || quote == '"' ? quoted(quote) : plain();
        skipBlanks();
        return word;
    }

    private String quoted(char quote) {
        int close = text.indexOf(quote, at + 1);
        if (close < 0) {
            throw new BadValue("the quote in column " + (at + 1) + " is never closed");
        }
        String word = text.substring(at + 1, close);
        at = close + 1;
        return word;
    }

    private String plain() {
        int start = at;
        while (at < text.length() && !isBlank(text.charAt(at)) && SPECIAL.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw unexpected("a word, in quotes where it has blanks or is empty");
        }
        return text.substring(start, at);
    }

    private boolean take(char c) {
        skipBlanks();
        if (at == text.length() || text.charAt(at) != c) {
            return false;
        }
        at++;
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private BadValue unexpected(String wanted) {
        String found = at >= text.length() ? "it ends" : "it goes on with " + BadValue.quoted(text.substring(at));
        return new BadValue("expected " + wanted + " in column " + (at + 1) + ", where " + found);
    }
}
