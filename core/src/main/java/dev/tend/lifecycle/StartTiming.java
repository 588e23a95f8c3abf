package dev.tend.lifecycle;

/**
 * The timing of the first start of an instance under this keeper, for people who look for what takes long. Restarts do
 * not change it.
 *
 * @param begun the begin of its start, its pre-start hook included; in microseconds of the monotonic clock
 * @param ready the time at which it was ready after that, or, as a task, done
 */
public record StartTiming(long begun, long ready) {

    /** A time that is not known, or not yet. */
    public static final long UNKNOWN = -1;

    /** Of one that was not started yet. */
    public static final StartTiming NONE = new StartTiming(UNKNOWN, UNKNOWN);

    /** Of one that a former keeper has started. */
    static final StartTiming MISSED = new StartTiming(UNKNOWN, 0);

    /** The same after a step from one state to another. */
    public StartTiming after(State before, State now, long time) {
        if (equals(NONE)) {
            return before.running().isPresent() ? MISSED : isSettingOut(now) ? new StartTiming(time, UNKNOWN) : NONE;
        }
        boolean there = now instanceof State.Ready || now instanceof State.Done;
        return there && begun != UNKNOWN && ready == UNKNOWN ? new StartTiming(begun, time) : this;
    }

    private static boolean isSettingOut(State state) {
        return switch (state) {
            case State.Forking _, State.Starting _ -> true;
            case HookPhase in -> isSettingOut(in.around());
            default -> false;
        };
    }
}
