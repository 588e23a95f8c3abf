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

    private static final String UNITS = " us ms s m h d ";

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

    Fate take(HistoryEvent told) {
        long shape = shape(told);
        if (period > 0 && shape == shapes[count - period + partial.size()]) {
            hold(told);
            return partial.size() < period ? new Fate.Held() : fold();
        }
        var written = new ArrayList<>(partial);
        written.add(told);
        partial = List.of();
        if (period > 0) {
            period = 0;
            rounds = 0;
            count = 0;
        }
        written.forEach(each -> remember(shape(each)));
        return new Fate.Written(written);
    }

    private void hold(HistoryEvent told) {
        if (partial.isEmpty()) {
            partial = new ArrayList<>(period);
        }
        partial.add(told);
    }

    private Fate fold() {
        rounds++;
        HistoryEvent last = partial.getLast();
        String lastWords = "";
        String cause = "";
        for (HistoryEvent each : partial) {
            if (!each.lastWords().isEmpty()) {
                lastWords = each.lastWords();
                cause = "; last: " + each.why();
            }
        }
        partial = List.of();
        String what = period == 1 ? "the same " : "the same " + period + " events ";
        String times = rounds == 1 ? "once more" : rounds + " times more";
        return new Fate.Folded(
                new HistoryEvent(last.time(), last.service(), "repeated", last.pid(), what + times + cause, lastWords));
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

    /** A number for what is alike. */
    private static long shape(HistoryEvent told) {
        String text = told.event() + ' ' + told.why() + ' ';
        long hash = 0;
        String former = "";
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(' ', at);
            String word = text.substring(at, end);
            boolean varies = isNumber(word) && (former.equals("attempt") || isUnit(text, end + 1)) || isUnit(text, at);
            for (int i = at; i < end && !varies; i++) {
                hash = hash * 31 + text.charAt(i);
            }
            former = word;
            at = end + 1;
        }
        return hash;
    }

    private static boolean isNumber(String word) {
        for (int i = 0; i < word.length(); i++) {
            char each = word.charAt(i);
            if ((each < '0' || each > '9')
                    && each != '.'
                    && !(i == word.length() - 1 && (each == ',' || each == ';'))) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    /** Tells whether a unit of time begins there, perhaps with a sign of punctuation behind it. */
    private static boolean isUnit(String text, int at) {
        int end = text.indexOf(' ', at);
        if (end < 0) {
            return false;
        }
        boolean pointed = end > at && (text.charAt(end - 1) == ',' || text.charAt(end - 1) == ';');
        return end > at && UNITS.contains(" " + text.substring(at, pointed ? end - 1 : end) + " ");
    }
}
