package dev.tend.text;

import java.util.List;
import java.util.Optional;

/** Guesses which known word a mistyped one was meant to be. */
public final class Suggest {

    /** Longer words are not compared: a mistyped one is hardly that close to a known one. */
    private static final int SHORTEST_ABBREVIATION = 3;

    private static final int MAX_LENGTH = 40;

    private Suggest() {}

    /**
     * The known word nearest to {@code word}, if it is near enough: at most one slip in three letters. {@code web.2}, as foreman calls an
     * instance, means {@code web@2}, or, where nothing has that name, {@code web}.
     */
    public static Optional<String> nearest(String word, Iterable<String> known) {
        int dot = word.lastIndexOf('.');
        if (dot > 0 && isNumber(word, dot + 1)) {
            String service = word.substring(0, dot);
            for (String name : List.of(service + "@" + word.substring(dot + 1), service)) {
                if (contains(known, name)) {
                    return Optional.of(name);
                }
            }
        }
        String file = base(word);
        if (!file.isEmpty() && !file.equals(word) && contains(known, file)) {
            return Optional.of(file);
        }
        String longer = onlyBeginning(word, known);
        if (!longer.isEmpty()) {
            return Optional.of(longer);
        }
        String best = "";
        int least = word.length() > MAX_LENGTH ? 0 : Math.max(1, word.length() / 3) + 1;
        for (String candidate : known) {
            int distance = candidate.length() > MAX_LENGTH ? least : distance(word, candidate, least);
            if (distance < least && distance < candidate.length()) {
                least = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** Returns what stands between the last slash and the first dot behind it: the name of a service by that of a file. */
    private static String base(String word) {
        String name = word.substring(word.lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Returns the only known word that begins with a word that may be an abbreviation, or "". */
    private static String onlyBeginning(String word, Iterable<String> known) {
        String only = "";
        for (String candidate : known) {
            if (word.length() >= SHORTEST_ABBREVIATION && candidate.startsWith(word)) {
                if (!only.isEmpty()) {
                    return "";
                }
                only = candidate;
            }
        }
        return only;
    }

    private static boolean isNumber(String text, int from) {
        boolean number = from < text.length();
        for (int i = from; i < text.length(); i++) {
            number &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return number;
    }

    private static boolean contains(Iterable<String> known, String word) {
        for (String each : known) {
            if (each.equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** For the end of a sentence: {@code : did you mean "restart"?}, or nothing. */
    public static String didYouMean(String word, Iterable<String> known) {
        return nearest(word, known)
                .map(near -> ": did you mean \"" + near + "\"?")
                .orElse("");
    }

    /**
     * Returns the number of insertions, deletions, replacements and swaps of neighbours that make {@code a} into
     * {@code b} (Damerau and Levenshtein, no letter touched twice), or {@code limit} if it takes at least that many.
     */
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
            fill(row, last, beforeLast, a, b, i);
        }
        return Math.min(limit, row[b.length()]);
    }

    private static void fill(int[] row, int[] last, int[] beforeLast, String a, String b, int i) {
        row[0] = i;
        for (int j = 1; j <= b.length(); j++) {
            int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
            boolean swapped =
                    i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
            if (swapped) {
                row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
            }
        }
    }
}
