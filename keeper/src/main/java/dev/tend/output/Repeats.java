package dev.tend.output;

import dev.tend.wire.Reply.HistoryEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds out that the events of one service repeat themselves, as where it crashes again and again. Two events are alike if they
 * differ only in durations, the number of an attempt, pid and last words. After {@link #SEEN} rounds, the following ones are folded:
 * a round is counted instead of written.
 */
final class Repeats {

    /** So many equal rounds are written. */
    static final int SEEN = 4;

    /** The most events in a round. */
    private static final int LONGEST = 6;

    private static final int MOST = SEEN * LONGEST;

    private static final String ATTEMPT = "attempt";

    /** The shapes of the last events, as far as {@link #count}. Most services have few. */
    private long[] shapes = {};

    private int count;

    /** The events of a round that is not over. */
    private List<HistoryEvent> partial = List.of();

    private int period;
    private long rounds;

    /** The handling of an event. */
    sealed interface Fate {

        /** These are written: events that began a round which did not go on, and the event itself. */
        record Written(List<HistoryEvent> events) implements Fate {}

        /** It belongs to a round that is not over. */
        record Held() implements Fate {}

        /** A round is over. @param line takes the place of the line about the former rounds */
        record Folded(HistoryEvent line) implements Fate {}
    }

    Fate take(HistoryEvent entry) {
        long shape = shape(entry);
        if (period > 0 && shape == shapes[count - period + partial.size()]) {
            hold(entry);
            return partial.size() < period ? new Fate.Held() : fold();
        }
        var written = new ArrayList<>(partial);
        written.add(entry);
        var begun = partial;
        partial = List.of();
        if (period > 0) {
            period = 0;
            rounds = 0;
            count = 0;
        }
        begun.forEach(each -> remember(shape(each)));
        remember(shape);
        return new Fate.Written(written);
    }

    private void hold(HistoryEvent entry) {
        if (partial.isEmpty()) {
            partial = new ArrayList<>(period);
        }
        partial.add(entry);
    }

    private Fate fold() {
        rounds++;
        HistoryEvent last = partial.getLast();
        String lastWords = "";
        String cause = "";
        for (HistoryEvent each : partial) {
            if (!each.lastWords().isEmpty()) {
                lastWords = each.lastWords();
                cause = each.why();
            }
        }
        partial = List.of();
        String what = period == 1 ? "the same " : "the same " + period + " events ";
        String times = rounds == 1 ? "once more" : rounds + " times more";
        return new Fate.Folded(new HistoryEvent(
                last.time(),
                last.service(),
                HistoryEvent.REPEATED,
                last.pid(),
                HistoryEvent.repeated(what + times, cause),
                lastWords));
    }

    /** Tells whether a line stands for former rounds. */
    boolean isFolding() {
        return rounds > 1;
    }

    private void remember(long shape) {
        if (count == MOST) {
            System.arraycopy(shapes, 1, shapes, 0, --count);
        } else if (count == shapes.length) {
            shapes = Arrays.copyOf(shapes, Math.min(2 * count + 2, MOST));
        }
        shapes[count++] = shape;
        for (int each = 1; each <= LONGEST && period == 0; each++) {
            period = repeats(each) ? each : 0;
        }
    }

    private boolean repeats(int length) {
        int first = count - SEEN * length;
        if (first < 0) {
            return false;
        }
        for (int i = first + length; i < count; i++) {
            if (shapes[i] != shapes[i - length]) {
                return false;
            }
        }
        return true;
    }

    /** A number for what is alike. It is computed for each event of each service, so it makes no string of each word. */
    private static long shape(HistoryEvent entry) {
        char[] text = (entry.event() + ' ' + entry.why() + ' ').toCharArray();
        long hash = 0;
        boolean counts = false; // whether the word before was "attempt"
        int at = 0;
        while (at < text.length) {
            int end = wordEnd(text, at);
            boolean varies = isUnit(text, at, end)
                    || isNumber(text, at, end) && (counts || isUnit(text, end + 1, wordEnd(text, end + 1)));
            for (int i = at; i < end && !varies; i++) {
                hash = hash * 31 + text[i];
            }
            counts = isAttempt(text, at, end);
            at = end + 1;
        }
        return hash;
    }

    private static int wordEnd(char[] text, int from) {
        int i = from;
        while (i < text.length && text[i] != ' ') {
            i++;
        }
        return i;
    }

    private static boolean isAttempt(char[] text, int from, int to) {
        return to - from == ATTEMPT.length() && text[from] == 'a' && new String(text, from, to - from).equals(ATTEMPT);
    }

    private static boolean isNumber(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            char each = text[i];
            if ((each < '0' || each > '9') && each != '.' && !(i == to - 1 && isPunctuation(each))) {
                return false;
            }
        }
        return from < to;
    }

    private static boolean isPunctuation(char each) {
        return each == ',' || each == ';';
    }

    /** Tells whether a word is a unit of time, perhaps with a sign of punctuation behind it. */
    private static boolean isUnit(char[] text, int from, int to) {
        int length = to > from && isPunctuation(text[to - 1]) ? to - from - 1 : to - from;
        return switch (length) {
            case 1 -> text[from] == 's' || text[from] == 'm' || text[from] == 'h' || text[from] == 'd';
            case 2 -> text[from + 1] == 's' && (text[from] == 'u' || text[from] == 'm');
            default -> false;
        };
    }
}
