package dev.tend.lifecycle;

import dev.tend.service.Hook;
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
 * <p>Wherever a hook belongs between two of them, {@link InHook} wraps the state that goes on afterwards. A state says
 * until when it may last ({@link #deadline}), so the loop needs no timers but these, and why it is what it is.
 */
public sealed interface State {

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

    /** Forked; it is not known yet whether its program could be executed. */
    record Starting(Process process, boolean attended, Reason reason) implements State {}

    /** Its program runs; at {@code until} it counts as ready, or, where a sign of that was to come, as failed. */
    record Up(Process process, long until, Reason reason) implements State {}

    /** It is ready to serve. */
    record Ready(Process process, Reason reason) implements State {}

    /**
     * One of its hooks runs, or it waits until {@code until}, between two calls of a drain or two looks for the process
     * of a launch.
     *
     * @param hookProcess the hook's own process, once it is forked
     * @param urge the signal that the hook was sent to end it
     * @param since the time of the first call
     * @param told why the service is to end or to be restarted, if it is
     * @param around the state of the service apart from the hook, which continues afterwards; after its drain, that is
     * stopping
     */
    record InHook(
            Hook hook,
            Optional<Process> hookProcess,
            HookStop urge,
            long since,
            long until,
            Optional<Reason> told,
            State around)
            implements State {

        @Override
        public Reason reason() {
            return told.orElseGet(around::reason);
        }

        @Override
        public String why() {
            return hook.key() + (hookProcess.isPresent() ? " runs: " : ": ") + reason().text();
        }

        InHook by(Process process) {
            return new InHook(hook, Optional.of(process), urge, since, until, told, around);
        }

        InHook urged(HookStop further, long patience) {
            return new InHook(hook, hookProcess, further, since, patience, told, around);
        }

        /** Between two calls of it, or two looks at what it has done. */
        InHook pausing(long until) {
            return new InHook(hook, Optional.empty(), HookStop.NONE, since, until, told, around);
        }

        InHook told(Optional<Reason> cause) {
            return new InHook(hook, hookProcess, urge, since, until, cause, around);
        }

        InHook around(State other) {
            return new InHook(hook, hookProcess, urge, since, until, told, other);
        }
    }

    /**
     * It was told to end. At {@code until} comes the next, harder, step.
     *
     * @param fault whether the stop is the service's own fault, so that its end counts as a failure
     */
    record Stopping(Process process, Patience patience, boolean fault, long until, Reason reason) implements State {}

    /**
     * Its main process has ended as {@code exit} says; the rest of its session has time until {@code until}.
     *
     * @param swept whether the session is empty
     */
    record Finishing(Process process, Exit exit, Outcome outcome, boolean swept, long until, Reason reason)
            implements State {

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
            case InHook in -> in.until();
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
        return switch (this) {
            case Stopping(var process, var patience, var fault, var until, var _) ->
                new Stopping(process, patience, fault, until, cause);
            case Finishing finishing when finishing.outcome() == Outcome.TOLD -> finishing.as(Outcome.TOLD, cause);
            default -> this;
        };
    }

    /** Its main process, if there is one. */
    default Optional<Process> running() {
        return switch (this) {
            case Starting(var process, var _, var _) -> Optional.of(process);
            case Up(var process, var _, var _) -> Optional.of(process);
            case Ready(var process, var _) -> Optional.of(process);
            case Stopping(var process, var _, var _, var _, var _) -> Optional.of(process);
            case InHook in -> in.around().running();
            case Down _, Waiting _, Forking _, Finishing _, Failed _, Done _ -> Optional.empty();
        };
    }

    /** Returns the process that leads its session, whether it is alive or has ended and left others behind. */
    default Optional<Process> leader() {
        return switch (this) {
            case Finishing(var process, var _, var _, var swept, var _, var _) when !swept -> Optional.of(process);
            case InHook in -> in.around().leader();
            default -> running();
        };
    }

    /** The process of a hook, if one runs. */
    default Optional<Process> errand() {
        return this instanceof InHook in ? in.hookProcess() : Optional.empty();
    }

    /** Tells whether it has no process and nothing will happen without a request. */
    default boolean atRest() {
        return switch (this) {
            case Down _, Failed _, Done _ -> true;
            case Waiting _, Forking _, Starting _, Up _, Ready _, InHook _, Stopping _, Finishing _ -> false;
        };
    }

    /** Tells whether it is on its way to an end that was asked for or has come, or has arrived there. */
    default boolean isEnding() {
        return switch (this) {
            case Stopping _, Finishing _, Down _, Failed _, Done _ -> true;
            case InHook in -> in.told().isPresent() || in.around().isEnding();
            case Waiting _, Forking _, Starting _, Up _, Ready _ -> false;
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
            case InHook(var _, var _, var _, var _, var _, var _, Stopping killed) -> killed.word();
            case InHook in ->
                switch (in.hook()) {
                    case PRE_START, LAUNCH, POST_START -> "starting";
                    case PRE_STOP, DRAIN, HALT -> "stopping";
                    case FINISH, POST_STOP -> "finishing";
                };
            case Stopping _ -> "stopping";
            case Finishing _ -> "finishing";
            case Failed _ -> "failed";
            case Done _ -> "done";
        };
    }
}
