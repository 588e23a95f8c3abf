package dev.tend.loop;

import dev.tend.text.Durations;

/** Something to be done at a time, kept by an {@link TimerQueue}. It is set for one time only; setting it again moves it. */
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

    /** What becomes of an alarm whose action was abandoned. */
    private sealed interface Abandoned {

        /** It rings again after a while. */
        record Repeated() implements Abandoned {}

        /** Its instance is looked at anew. */
        record Reviewed() implements Abandoned {}

        record Handled(Runnable handler) implements Abandoned {}

        Abandoned REPEATED = new Repeated();
        Abandoned REVIEWED = new Reviewed();
    }

    /** One of the keeper as a whole: where its action fails, it rings again after a while. */
    public LoopTimer(Runnable action) {
        this("", action, Abandoned.REPEATED);
    }

    /** @param instance whom it is for, by name: where its action fails, the instance is looked at anew */
    public LoopTimer(String instance, Runnable action) {
        this(instance, action, Abandoned.REVIEWED);
    }

    /**
     * One that sees to its failures itself.
     *
     * @param instance whom it is for, by name; "" for nobody
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

    /** Whom it is for, by name; "" for nobody. */
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

    /** How long something is left alone that has failed so often in a row. */
    public static long rest(int failures) {
        return Math.min(FIRST_REST << Math.min(failures, 10), LONGEST_REST);
    }

    @Override
    public int compareTo(LoopTimer other) {
        int byTime = Long.compare(at, other.at);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}
