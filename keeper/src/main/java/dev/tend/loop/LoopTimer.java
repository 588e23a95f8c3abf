package dev.tend.loop;

import dev.tend.text.Durations;

/** An action at a time, kept by a {@link TimerQueue}. It is set for one time only; setting it again moves it. */
public final class LoopTimer implements Comparable<LoopTimer> {

    public static final long UNSET = Long.MAX_VALUE;

    private static final long FIRST_REST = Durations.SECOND;
    private static final long LONGEST_REST = Durations.MINUTE;

    private static long made;

    private final long number = made++;
    private final String instance;
    private final Runnable action;
    private final Abandoned abandoned;
    private long at = UNSET;
    private int failures;

    /** The treatment of a timer whose action was abandoned. */
    private sealed interface Abandoned {

        /** It fires again after a while. */
        record Repeated() implements Abandoned {}

        /** Its instance is looked at anew. */
        record Reviewed() implements Abandoned {}

        record Handled(Runnable handler) implements Abandoned {}

        Abandoned REPEATED = new Repeated();
        Abandoned REVIEWED = new Reviewed();
    }

    /** Makes a timer of the keeper as a whole: where its action fails, it fires again after a while. */
    public LoopTimer(Runnable action) {
        this("", action, Abandoned.REPEATED);
    }

    /** @param instance the name of the instance that it is for: where the action fails, the instance is looked at anew */
    public LoopTimer(String instance, Runnable action) {
        this(instance, action, Abandoned.REVIEWED);
    }

    /**
     * Makes a timer that handles its failures itself.
     *
     * @param instance the name of the instance that it is for; "" for none
     * @param abandoned is run where the action fails
     */
    public LoopTimer(String instance, Runnable action, Runnable abandoned) {
        this(instance, action, new Abandoned.Handled(abandoned));
    }

    private LoopTimer(String instance, Runnable action, Abandoned abandoned) {
        this.instance = instance;
        this.action = action;
        this.abandoned = abandoned;
    }

    public long at() {
        return at;
    }

    void moveTo(long time) {
        at = time;
    }

    public void ring() {
        action.run();
    }

    /** Returns the name of the instance that it is for; "" for none. */
    String instance() {
        return instance;
    }

    /** Its action has come to its end. */
    void succeeded() {
        failures = 0;
    }

    /** Its action was abandoned. Returns after how long it is to ring again; {@link #UNSET} for never. */
    long failed() {
        switch (abandoned) {
            case Abandoned.Repeated() -> {
                return rest(failures++);
            }
            case Abandoned.Handled(var handler) -> handler.run();
            case Abandoned.Reviewed() -> {}
        }
        return UNSET;
    }

    /** Returns the pause after so many failures in a row, in microseconds. */
    public static long rest(int failures) {
        return Math.min(FIRST_REST << Math.min(failures, 10), LONGEST_REST);
    }

    @Override
    public int compareTo(LoopTimer other) {
        int byTime = Long.compare(at, other.at);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}
