package dev.tend.lifecycle;

import java.util.Optional;

/**
 * The actual state of an instance, which need not be the desired one (that is {@link Wanted}).
 *
 * <pre>
 *          start             forked               exec done             sign, or 1 s
 *   Down --------> Forking ---------> Starting ---------------> Up ----------------> Ready
 *    ^      ^                            | exec failed           |                     |
 *    |      | time's up                  |             +---------+---------------------+  stop: Stopping, then its end
 *    |      |                            |             | ended
 *    |   Waiting  &lt;------------------+   v             v
 *    +-----------------------------  +-- Finishing &lt;--+
 *                                        |
 *        Failed / Done &lt;-----------------+
 * </pre>
 *
 * <p>Wherever a hook belongs between two of them, a {@link HookPhase} holds the state that goes on afterwards. A state says
 * until when it may last ({@link #deadline}), so the loop needs no timers but these, and why it is what it is.
 */
public sealed interface State
        permits State.Down, State.Waiting, State.Forking, State.Session, State.Failed, State.Done, HookPhase {

    /** The value of {@link #deadline} of a state that time does not change. */
    long NEVER = Long.MAX_VALUE;

    /** No process, and none wanted. */
    record Down(Reason reason) implements State {}

    /** No process yet: the next attempt is at {@code until}, or, if that is {@link #NEVER}, on request. */
    record Waiting(long until, Reason reason) implements State {}

    /**
     * About to be forked; the outcome follows at once.
     *
     * @param attended whether the start hooks run in this start
     * @param launch the process of the launch that was to start it, once that has ended
     */
    record Forking(boolean attended, Optional<Process> launch, Reason reason) implements State {

        /** A start without a launch. */
        public Forking(boolean attended, Reason reason) {
            this(attended, Optional.empty(), reason);
        }

        Forking launchedBy(Optional<Process> hookProcess) {
            return new Forking(attended, hookProcess.or(() -> launch), reason);
        }
    }

    /** Its main process runs, or has ended and may have left others of its session behind. */
    sealed interface Session extends State {

        Process process();

        @Override
        default Session because(Reason cause) {
            return this;
        }
    }

    /** Its main process runs. */
    sealed interface Alive extends Session {}

    /** Its main process runs, and is to go on. */
    sealed interface Serving extends Alive {}

    /** Forked; it is not known yet whether its program could be executed. */
    record Starting(Process process, boolean attended, Reason reason) implements Serving {}

    /** Its program runs; at {@code until} it counts as ready, or, where a sign of that was to come, as failed. */
    record Up(Process process, long until, Reason reason) implements Serving {}

    /** It is ready to serve. */
    record Ready(Process process, Reason reason) implements Serving {}

    /**
     * It was told to end. At {@code until} comes the next, harder, step.
     *
     * @param fault whether the stop is the service's own fault, so that its end counts as a failure
     */
    record Stopping(Process process, Patience patience, boolean fault, long until, Reason reason) implements Alive {

        @Override
        public Stopping because(Reason cause) {
            return new Stopping(process, patience, fault, until, cause);
        }
    }

    /**
     * Its main process has ended as {@code exit} says; the rest of its session has time until {@code until}.
     *
     * @param swept whether the session is empty
     */
    record Finishing(Process process, Exit exit, Outcome outcome, boolean swept, long until, Reason reason)
            implements Session {

        @Override
        public Finishing because(Reason cause) {
            return outcome == Outcome.TOLD ? as(Outcome.TOLD, cause) : this;
        }

        Finishing asSwept() {
            return new Finishing(process, exit, outcome, true, NEVER, reason);
        }

        Finishing as(Outcome other, Reason cause) {
            return new Finishing(process, exit, other, swept, until, cause);
        }

        Finishing until(long other) {
            return new Finishing(process, exit, outcome, swept, other, reason);
        }
    }

    /** It will not be started again by itself. */
    record Failed(Reason reason) implements State {}

    /** It ended, successfully, and its restart rule wants no more. */
    record Done(Reason reason) implements State {}

    /** The progress of a stop. */
    enum Patience {
        /** It has no signal yet: its halt hook, or what comes before that, sees to its end. */
        UNASKED,
        /** It has the stop signal. */
        ASKED,
        /** It has QUIT as well, to show its stacks. */
        STACKS,
        /** It has KILL. */
        KILLED
    }

    /** The progress of ending a hook early. */
    enum HookStop {
        NONE,
        /** It has TERM. */
        ASKED,
        /** It has KILL. */
        KILLED
    }

    /** The meaning of an end. */
    enum Outcome {
        /** It was asked to end. */
        TOLD,
        SUCCESS,
        FAILURE,
        /** Its finish hook wants no restart after a success. */
        LAST,
        /** Its finish hook wants no restart after a failure. */
        LAST_FAILURE
    }

    /** When, on the monotonic clock, the state has to be looked at again. */
    default long deadline() {
        return switch (this) {
            case Waiting(var until, var _) -> until;
            case Up(var _, var until, var _) -> until;
            case HookPhase in -> in.run().until();
            case Stopping(var _, var _, var _, var until, var _) -> until;
            case Finishing(var _, var _, var _, var _, var until, var _) -> until;
            case Down _, Forking _, Starting _, Ready _, Failed _, Done _ -> NEVER;
        };
    }

    /** Returns the reason of the state. */
    Reason reason();

    /** Returns the reason of the state, and the hook that runs, as one phrase. */
    default String why() {
        return reason().text();
    }

    /** The same on its way to an end, for what comes after that; any other state has the reason that it has. */
    default State because(Reason cause) {
        return this;
    }

    /** Its main process, if there is one. */
    default Optional<Process> running() {
        return switch (this) {
            case Alive alive -> Optional.of(alive.process());
            case HookPhase in -> in.around().running();
            case Down _, Waiting _, Forking _, Finishing _, Failed _, Done _ -> Optional.empty();
        };
    }

    /** Returns the process that leads its session, whether it is alive or has ended and left others behind. */
    default Optional<Process> leader() {
        return switch (this) {
            case Finishing(var process, var _, var _, var swept, var _, var _) when !swept -> Optional.of(process);
            case HookPhase in -> in.around().leader();
            default -> running();
        };
    }

    /** The process of a hook, if one runs. */
    default Optional<Process> hookProcess() {
        return this instanceof HookPhase in ? in.run().hookProcess() : Optional.empty();
    }

    /** Tells whether it has no process and nothing will happen without a request. */
    default boolean atRest() {
        return switch (this) {
            case Down _, Failed _, Done _ -> true;
            case Waiting _, Forking _, Session _, HookPhase _ -> false;
        };
    }

    /** Tells whether it is on its way to an end that was asked for or has come, or has arrived there. */
    default boolean isEnding() {
        return switch (this) {
            case Stopping _, Finishing _, Down _, Failed _, Done _ -> true;
            case HookPhase in -> in.run().endReason().isPresent() || in.around().isEnding();
            case Waiting _, Forking _, Serving _ -> false;
        };
    }

    /** The word for it in {@code tend status}. */
    default String word() {
        return switch (this) {
            case Down _ -> "down";
            case Waiting _ -> "waiting";
            case Forking _, Starting _ -> "starting";
            case Up _ -> "up";
            case Ready _ -> "ready";
            case HookPhase.StartPost(var _, Stopping _), HookPhase.StopPre _ -> "stopping";
            case HookPhase.StartPre _, HookPhase.StartPost _ -> "starting";
            case HookPhase.StopPost _ -> "finishing";
            case Stopping _ -> "stopping";
            case Finishing _ -> "finishing";
            case Failed _ -> "failed";
            case Done _ -> "done";
        };
    }
}
