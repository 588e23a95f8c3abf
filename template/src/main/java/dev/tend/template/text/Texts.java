package dev.tend.template.text;

import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import java.util.ArrayList;
import java.util.List;

/** The functions of Go's package {@code strings}. */
public final class Texts {

    /** The largest number of parts into which a string is split. */
    private static final int PARTS = 1_000_000;

    private Texts() {}

    /** Tells whether Go takes a character for white space. */
    public static boolean isSpace(int rune) {
        return rune >= 9 && rune <= 13
                || rune == ' '
                || rune == 0x85
                || rune == 0xa0
                || rune > 0xff && Character.isSpaceChar(rune);
    }

    /** Splits at each separator. An empty one splits into characters. */
    public static List<GoString> split(GoString text, GoString separator) {
        return split(text, separator, -1);
    }

    /** Splits into so many parts at most; below 0 for all of them. */
    public static List<GoString> split(GoString text, GoString separator, int limit) {
        if (limit == 0) {
            return List.of();
        }
        if (separator.isEmpty()) {
            return characters(text, limit);
        }
        var parts = new ArrayList<GoString>();
        int from = 0;
        int next = text.indexOf(separator, 0);
        while (next >= 0 && (limit < 0 || parts.size() < limit - 1)) {
            Sizes.require(parts.size() < PARTS, "a list has more than " + PARTS + " elements");
            parts.add(text.substring(from, next));
            from = next + separator.length();
            next = text.indexOf(separator, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static List<GoString> characters(GoString text, int limit) {
        var parts = new ArrayList<GoString>();
        for (int at = 0; at < text.length(); ) {
            Sizes.require(parts.size() < PARTS, "a list has more than " + PARTS + " elements");
            boolean last = limit > 0 && parts.size() == limit - 1;
            int end = last ? text.length() : at + text.runeLength(at);
            parts.add(text.substring(at, end));
            at = end;
        }
        return parts;
    }

    /** Joins strings with a separator between them. */
    public static GoString join(List<GoString> parts, GoString separator) {
        var joined = new GoStringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                joined.append(separator);
            }
            joined.append(parts.get(i));
        }
        return joined.toGoString();
    }

    /** Replaces each occurrence. An empty one is before each character and at the end. */
    public static GoString replace(GoString text, GoString from, GoString to) {
        var replaced = new GoStringBuilder();
        if (from.isEmpty()) {
            for (int at = 0; at < text.length(); at += text.runeLength(at)) {
                replaced.append(to).append(text.substring(at, at + text.runeLength(at)));
            }
            return replaced.append(to).toGoString();
        }
        int at = 0;
        for (int next = text.indexOf(from, 0); next >= 0; next = text.indexOf(from, at)) {
            replaced.append(text.substring(at, next)).append(to);
            at = next + from.length();
        }
        return replaced.append(text.substring(at)).toGoString();
    }

    /** Returns a string so many times after itself. */
    public static GoString repeat(GoString text, long times) {
        Sizes.require(times >= 0, "strings: negative Repeat count");
        Sizes.bytes(Math.multiplyHigh(times, text.length()) == 0 ? times * text.length() : Long.MAX_VALUE);
        var repeated = new GoStringBuilder();
        for (long i = 0; i < times && !text.isEmpty(); i++) {
            repeated.append(text);
        }
        return repeated.toGoString();
    }

    /** Returns the string without white space at both ends. */
    public static GoString trimSpace(GoString text) {
        return trim(text, Texts::isSpace);
    }

    /** Returns the string without any of the characters of a set at both ends. */
    public static GoString trim(GoString text, GoString set) {
        return trim(text, rune -> hasRune(set, rune));
    }

    private static boolean hasRune(GoString set, int rune) {
        for (int at = 0; at < set.length(); at += set.runeLength(at)) {
            if (set.rune(at) == rune) {
                return true;
            }
        }
        return false;
    }

    private static GoString trim(GoString text, java.util.function.IntPredicate cut) {
        int from = 0;
        while (from < text.length() && cut.test(text.rune(from))) {
            from += text.runeLength(from);
        }
        int to = text.length();
        while (to > from) {
            int start = lastRune(text, to);
            if (!cut.test(text.rune(start))) {
                break;
            }
            to = start;
        }
        return text.substring(from, to);
    }

    /** Returns where the character begins that ends at an index. */
    private static int lastRune(GoString text, int end) {
        for (int start = Math.max(0, end - 4); start < end; start++) {
            if (start + text.runeLength(start) == end && text.isRune(start)) {
                return start;
            }
        }
        return end - 1;
    }

    /** Returns the string without a prefix, if it has that. */
    public static GoString trimPrefix(GoString text, GoString prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    /** Returns the string without a suffix, if it has that. */
    public static GoString trimSuffix(GoString text, GoString suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    /** Tells whether a string has another within. */
    public static boolean contains(GoString text, GoString part) {
        return text.indexOf(part, 0) >= 0;
    }

    /** Returns what is between white space. */
    public static List<GoString> fields(GoString text) {
        var fields = new ArrayList<GoString>();
        int from = -1;
        for (int at = 0; at < text.length(); at += text.runeLength(at)) {
            boolean space = isSpace(text.rune(at));
            if (space && from >= 0) {
                fields.add(text.substring(from, at));
                from = -1;
            } else if (!space && from < 0) {
                from = at;
            }
        }
        if (from >= 0) {
            fields.add(text.substring(from));
        }
        return fields;
    }
}
