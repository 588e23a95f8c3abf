package dev.tend.template.sprig;

import static dev.tend.template.value.GoType.INT;
import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.library.Group;
import dev.tend.template.text.Texts;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import java.util.List;

/** Sprig's functions on the words of a string: their case, and where lines end. */
final class SprigWords {

    private static final GoString DOTS = GoString.of("...");
    private static final GoString BLANK = GoString.of(" ");

    private SprigWords() {}

    static void add(Group group) {
        group.add(
                        "abbrev",
                        STRING,
                        List.of(INT, STRING),
                        arguments -> arguments.integer(0) < 4
                                ? arguments.text(1)
                                : abbreviated(arguments.text(1), 0, arguments.integer(0)))
                .add(
                        "abbrevboth",
                        STRING,
                        List.of(INT, INT, STRING),
                        arguments ->
                                abbreviatedAtBothEnds(arguments.integer(0), arguments.integer(1), arguments.text(2)))
                .text("untitle", text -> byWord(text, SprigWords::untitled))
                .text("swapcase", text -> byWord(text, SprigWords::swapped))
                .text("initials", SprigWords::initials)
                .text("nospace", SprigWords::withoutSpace)
                .text("camelcase", CaseWords::pascal)
                .text("snakecase", text -> CaseWords.separated(text, '_'))
                .text("kebabcase", text -> CaseWords.separated(text, '-'))
                .add(
                        "wrap",
                        STRING,
                        List.of(INT, STRING),
                        arguments -> wrapped(arguments.text(1), arguments.integer(0), GoString.of("\n"), false))
                .add(
                        "wrapWith",
                        STRING,
                        List.of(INT, STRING, STRING),
                        arguments -> wrapped(arguments.text(2), arguments.integer(0), arguments.text(1), true));
    }

    private static GoString abbreviatedAtBothEnds(long left, long right, GoString text) {
        return right < 4 || left > 0 && right < 7 ? text : abbreviated(text, left, right);
    }

    private static GoString abbreviated(GoString text, long from, long width) {
        int length = text.length();
        if (length <= width) {
            return text;
        }
        long offset = Math.min(from, length);
        if (length - offset < width - 3) {
            offset = length - (width - 3);
        }
        if (offset <= 4) {
            return text.substring(0, (int) width - 3).concat(DOTS);
        }
        if (width < 7) {
            return GoString.EMPTY;
        }
        if (offset + width - 3 < length) {
            return DOTS.concat(abbreviated(text.substring((int) offset), 0, width - 3));
        }
        return DOTS.concat(text.substring((int) (length - (width - 3))));
    }

    /** Changes a character by whether it is the first of a word. */
    private interface WordMapping {
        int apply(int rune, boolean first);
    }

    private static GoString byWord(GoString text, WordMapping mapping) {
        var mapped = new GoStringBuilder();
        boolean first = true;
        for (int at = 0; at < text.length(); at += text.runeLength(at)) {
            int rune = text.rune(at);
            mapped.appendRune(mapping.apply(rune, first));
            first = Texts.isSpace(rune);
        }
        return mapped.toGoString();
    }

    private static int untitled(int rune, boolean first) {
        return first ? Character.toLowerCase(rune) : rune;
    }

    private static int swapped(int rune, boolean first) {
        if (Character.isUpperCase(rune) || Character.isTitleCase(rune)) {
            return Character.toLowerCase(rune);
        }
        if (Character.isLowerCase(rune)) {
            return first ? Character.toTitleCase(rune) : Character.toUpperCase(rune);
        }
        return rune;
    }

    private static GoString initials(GoString text) {
        var initials = new GoStringBuilder();
        Texts.fields(text).forEach(word -> initials.appendRune(word.rune(0)));
        return initials.toGoString();
    }

    private static GoString withoutSpace(GoString text) {
        return Texts.join(Texts.fields(text), GoString.EMPTY);
    }

    /** Ends lines at blanks; where a word is longer than a line, within it, or not until it ends. */
    private static GoString wrapped(GoString text, long width, GoString separator, boolean withinWords) {
        GoString lineEnd = separator.isEmpty() ? GoString.of("\n") : separator;
        int size = Math.clamp(width, 1, Integer.MAX_VALUE / 2);
        var lines = new GoStringBuilder();
        int at = 0;
        while (text.length() - at > size) {
            if (text.at(at) == ' ') {
                at++;
                continue;
            }
            int end = lastBlank(text, at, at + size);
            int next = end + 1;
            if (end < 0 && withinWords) {
                end = at + size;
                next = end;
            } else if (end < 0) {
                end = text.indexOf(BLANK, at + size);
                if (end < 0) {
                    break;
                }
                next = end + 1;
            }
            lines.append(text.substring(at, end)).append(lineEnd);
            at = next;
        }
        return lines.append(text.substring(at)).toGoString();
    }

    private static int lastBlank(GoString text, int from, int to) {
        for (int at = to; at >= from; at--) {
            if (text.at(at) == ' ') {
                return at;
            }
        }
        return -1;
    }
}
