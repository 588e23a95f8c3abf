package dev.tend.lifecycle;

import java.util.Optional;

/**
 * What an instance is doing, which need not be what is wanted of it (that is {@link Wanted}).
 *
 * <pre>
 *           start                  exec done            1 s
 *   Down ----------&gt; Starting ----------------&gt; Up -----------&gt; Ready
 *    ^                  |                        |                |
 *    |                  +-- exec failed          +-----+----------+  stop: Stopping, then its end
 *    |                          |                      | ended
 *    |   gone                   |                      v
 *    +--------------------------|------------------ Finishing
 *                               v                      |
 *        Failed / Done &lt;---- Waiting &lt;-----------------+
 * </pre>
 *
 * <p>A state says until when it may last ({@link #deadline}), so the loop needs no timers but these, and why it is what it is.
 */
public sealed interface State {

    /** The value of {@link #deadline} of a state that time does not change. */
    long NEVER = Long.MAX_VALUE;

    /** No process, and none wanted. */
    record Down(String why) implements State {}

    /** No process yet: the next attempt is at {@code until}. */
    record Waiting(long until, String why) implements State {}

    /** Forked; nobody knows yet whether its program could be executed. */
    record Starting(Process process, String why) implements State {}

    /** Its program runs; it counts as ready at {@code readyAt}. */
    record Up(Process process, long readyAt, String why) implements State {}

    /** It is ready to serve. */
    record Ready(Process process, String why) implements State {}

    /** It was told to end. At {@code until} comes the next, harder, step. */
    record Stopping(Process process, Patience patience, long until, String why) implements State {}

    /**
     * Its main process has ended as {@code exit} says; what that left of its session has until {@code until}.
     *
     * @param told whether it ended because it had been told to
     */
    record Finishing(Process process, Exit exit, boolean told, long until, String why) implements State {}

    /** It will not be started again by itself. */
    record Failed(String why) implements State {}

    /** It ended, successfully, and its restart rule wants no more. */
    record Done(String why) implements State {}

    /** How far a stop has gone. */
    enum Patience {
        /** It has the stop signal. */
        ASKED,
        /** It has QUIT as well, to show its stacks. */
        STACKS,
        /** It has KILL. */
        KILLED
    }

    /** When, on the monotonic clock, the state has to be looked at again. */
    default long deadline() {
        return switch (this) {
            case Waiting(var until, var _) -> until;
            case Up(var _, var readyAt, var _) -> readyAt;
            case Stopping(var _, var _, var until, var _) -> until;
            case Finishing(var _, var _, var _, var until, var _) -> until;
            case Down _, Starting _, Ready _, Failed _, Done _ -> NEVER;
        };
    }

    /** Why it is so, as one phrase. */
    String why();

    /** Its main process, if there is one. */
    default Optional<Process> running() {
        return switch (this) {
            case Starting(var process, var _) -> Optional.of(process);
            case Up(var process, var _, var _) -> Optional.of(process);
            case Ready(var process, var _) -> Optional.of(process);
            case Stopping(var process, var _, var _, var _) -> Optional.of(process);
            case Down _, Waiting _, Finishing _, Failed _, Done _ -> Optional.empty();
        };
    }

    /** Whether nothing of it is left and nothing will happen by itself. */
    default boolean atRest() {
        return switch (this) {
            case Down _, Failed _, Done _ -> true;
            case Waiting _, Starting _, Up _, Ready _, Stopping _, Finishing _ -> false;
        };
    }

    /** The word for it in {@code tend status}. */
    default String word() {
        return switch (this) {
            case Down _ -> "down";
            case Waiting _ -> "waiting";
            case Starting _ -> "starting";
            case Up _ -> "up";
            case Ready _ -> "ready";
            case Stopping _ -> "stopping";
            case Finishing _ -> "finishing";
            case Failed _ -> "failed";
            case Done _ -> "done";
        };
    }
}
