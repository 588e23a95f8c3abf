package dev.tend.keeper;

/** Something to be done at a time, kept by an {@link Agenda}. It is set for one time only; setting it again moves it. */
final class Alarm implements Comparable<Alarm> {

    static final long UNSET = Long.MAX_VALUE;

    private static long made;

    private final long number = made++;
    private final Runnable action;
    private long at = UNSET;

    Alarm(Runnable action) {
        this.action = action;
    }

    long at() {
        return at;
    }

    void moveTo(long time) {
        at = time;
    }

    void ring() {
        action.run();
    }

    @Override
    public int compareTo(Alarm other) {
        int byTime = Long.compare(at, other.at);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}
