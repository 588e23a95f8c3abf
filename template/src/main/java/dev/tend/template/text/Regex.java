package dev.tend.template.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A regular expression of Go, which is RE2: a search takes time in proportion to the text. */
public final class Regex {

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles an expression.
     *
     * @throws FunctionException if it is invalid, or too large
     */
    public static Regex compile(GoString expression) {
        String text = expression.utf8();
        RegexSize.check(text);
        try {
            return new Regex(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new FunctionException(e.getMessage());
        }
    }

    /** Tells whether the expression matches anywhere in a text. */
    public boolean matches(GoString text) {
        return pattern.matcher(RegexInput.of(text).text()).find();
    }

    /**
     * A match: where it and its groups begin and end in the bytes of the text.
     *
     * @param bounds begin and end of the match, then of each group; -1 for a group that took no part
     */
    public record Match(List<Integer> bounds) {

        /** Returns where the match begins. */
        public int start() {
            return bounds.get(0);
        }

        /** Returns where the match ends. */
        public int end() {
            return bounds.get(1);
        }
    }

    /** Returns the matches from left to right, so many at most, below 0 for all of them. */
    public List<Match> find(GoString text, int limit) {
        var matches = new ArrayList<Match>();
        RegexInput input = RegexInput.of(text);
        Matcher matcher = pattern.matcher(input.text());
        int lastEnd = -1;
        for (int at = 0; at <= input.text().length() && matches.size() != limit && matcher.find(at); ) {
            int start = matcher.start();
            int end = matcher.end();
            boolean emptyBehindAnother = end == start && start == lastEnd;
            if (!emptyBehindAnother) {
                Sizes.elements(matches.size() + 1L);
                matches.add(match(matcher, input));
            }
            lastEnd = end;
            at = end > at ? end : input.next(at);
        }
        return matches;
    }

    private static Match match(Matcher matcher, RegexInput input) {
        var bounds = new ArrayList<Integer>();
        for (int i = 0; i <= matcher.groupCount(); i++) {
            bounds.add(input.offset(matcher.start(i)));
            bounds.add(input.offset(matcher.end(i)));
        }
        return new Match(bounds);
    }

    /** Replaces all matches by a text in which {@code $1}, {@code ${1}} and {@code ${name}} stand for groups. */
    public GoString replaceAll(GoString text, GoString replacement) {
        return replaceAll(text, (match, out) -> expand(replacement, text, match, out));
    }

    /** Replaces all matches by a text as it is. */
    public GoString replaceAllLiteral(GoString text, GoString replacement) {
        return replaceAll(text, (match, out) -> out.append(replacement));
    }

    private GoString replaceAll(GoString text, BiConsumer<Match, GoStringBuilder> replacement) {
        var out = new GoStringBuilder();
        int at = 0;
        for (Match match : find(text, -1)) {
            out.append(text.substring(at, match.start()));
            replacement.accept(match, out);
            at = match.end();
        }
        return out.append(text.substring(at)).toGoString();
    }

    private void expand(GoString replacement, GoString text, Match match, GoStringBuilder out) {
        for (int at = 0; at < replacement.length(); ) {
            if (replacement.at(at) != '$') {
                out.appendByte(replacement.at(at++));
                continue;
            }
            if (at + 1 < replacement.length() && replacement.at(at + 1) == '$') {
                out.appendByte('$');
                at += 2;
                continue;
            }
            boolean braces = at + 1 < replacement.length() && replacement.at(at + 1) == '{';
            int from = at + (braces ? 2 : 1);
            int to = from;
            while (to < replacement.length() && isNamePart(replacement.rune(to))) {
                to += replacement.runeLength(to);
            }
            boolean closed = !braces || to < replacement.length() && replacement.at(to) == '}';
            if (to == from || !closed) {
                out.appendByte(replacement.at(at++));
                continue;
            }
            group(replacement.substring(from, to).utf8(), text, match, out);
            at = to + (braces ? 1 : 0);
        }
    }

    private static boolean isNamePart(int rune) {
        return rune == '_' || Character.isLetterOrDigit(rune);
    }

    private void group(String name, GoString text, Match match, GoStringBuilder out) {
        int index = Numerals.isDigits(name) && name.length() < 9 ? Integer.parseInt(name) : named(name);
        if (index >= 0 && 2 * index < match.bounds().size() && match.bounds().get(2 * index) >= 0) {
            out.append(
                    text.substring(match.bounds().get(2 * index), match.bounds().get(2 * index + 1)));
        }
    }

    private int named(String name) {
        return pattern.namedGroups().getOrDefault(name, -1);
    }

    /** Splits a text at the matches, into so many parts at most; below 0 for all of them. */
    public List<GoString> split(GoString text, int limit) {
        if (limit == 0) {
            return List.of();
        }
        if (pattern.pattern().length() > 0 && text.isEmpty()) {
            return List.of(GoString.EMPTY);
        }
        var parts = new ArrayList<GoString>();
        int from = 0;
        int to = 0;
        for (Match match : find(text, limit)) {
            if (limit > 0 && parts.size() == limit - 1) {
                break;
            }
            to = match.start();
            if (match.end() != 0) {
                parts.add(text.substring(from, to));
            }
            from = match.end();
        }
        if (to != text.length()) {
            parts.add(text.substring(from));
        }
        return parts;
    }

    /** Returns an expression that matches just this text. */
    public static GoString quote(GoString text) {
        var quoted = new GoStringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if ("\\.+*?()|[]{}^$".indexOf(text.at(at)) >= 0) {
                quoted.appendByte('\\');
            }
            quoted.appendByte(text.at(at));
        }
        return quoted.toGoString();
    }
}
