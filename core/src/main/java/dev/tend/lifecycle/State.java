package dev.tend.lifecycle;

import dev.tend.service.Hook;
import java.util.Optional;

/**
 * What an instance is doing, which need not be what is wanted of it (that is {@link Wanted}).
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
 * <p>Wherever a hook belongs between two of them, {@link InHook} stands round the state that goes on afterwards. A state says
 * until when it may last ({@link #deadline}), so the loop needs no timers but these, and why it is what it is.
 */
public sealed interface State {

    /** The value of {@link #deadline} of a state that time does not change. */
    long NEVER = Long.MAX_VALUE;

    /** What the reason of a task begins with that waits for its next time after a run that was no success. */
    String FAILED_RUN = "failed: ";

    /** What the reason of one begins with that is held back, or has to end, for lack of another. */
    String REQUIRES = "requires ";

    /** No process, and none wanted. */
    record Down(String why) implements State {}

    /** No process yet: the next attempt is at {@code until}, or, where that is {@link #NEVER}, when somebody says so. */
    record Waiting(long until, String why) implements State {}

    /**
     * About to be forked; the outcome follows at once.
     *
     * @param attended whether the start hooks go with this start
     * @param launch the process of the launch that was to start it, once that has ended
     */
    record Forking(boolean attended, Optional<Process> launch, String why) implements State {

        /** One that nothing was launched for. */
        public Forking(boolean attended, String why) {
            this(attended, Optional.empty(), why);
        }

        Forking launchedBy(Optional<Process> errand) {
            return new Forking(attended, errand.or(() -> launch), why);
        }
    }

    /** Forked; nobody knows yet whether its program could be executed. */
    record Starting(Process process, boolean attended, String why) implements State {}

    /** Its program runs; at {@code until} it counts as ready, or, where a sign of that was to come, as failed. */
    record Up(Process process, long until, String why) implements State {}

    /** It is ready to serve. */
    record Ready(Process process, String why) implements State {}

    /**
     * One of its hooks runs, or, between two calls of a drain or two looks at what a launch has brought about, goes on at
     * {@code until}.
     *
     * @param errand the hook's own process, once it is forked
     * @param urge how far the hook has been pressed to end
     * @param since when the first call was made
     * @param told why the service is to end or to be restarted, where it is
     * @param around what it is apart from the hook, and goes on from; one that is past its drain is stopping there
     */
    record InHook(
            Hook hook,
            Optional<Process> errand,
            HookStop urge,
            long since,
            long until,
            Optional<String> told,
            State around)
            implements State {

        @Override
        public String why() {
            return hook.key() + (errand.isPresent() ? " runs: " : ": ") + told.orElse(around.why());
        }

        InHook by(Process process) {
            return new InHook(hook, Optional.of(process), urge, since, until, told, around);
        }

        InHook urged(HookStop further, long patience) {
            return new InHook(hook, errand, further, since, patience, told, around);
        }

        /** Between two calls of it, or two looks at what it has done. */
        InHook pausing(long until) {
            return new InHook(hook, Optional.empty(), HookStop.NONE, since, until, told, around);
        }

        InHook told(Optional<String> cause) {
            return new InHook(hook, errand, urge, since, until, cause, around);
        }

        InHook around(State other) {
            return new InHook(hook, errand, urge, since, until, told, other);
        }
    }

    /**
     * It was told to end. At {@code until} comes the next, harder, step.
     *
     * @param fault whether that is its own fault, so that its end counts as a failure
     */
    record Stopping(Process process, Patience patience, boolean fault, long until, String why) implements State {}

    /**
     * Its main process has ended as {@code exit} says; what that left of its session has until {@code until}.
     *
     * @param swept whether nothing is left any more
     */
    record Finishing(Process process, Exit exit, Outcome outcome, boolean swept, long until, String why)
            implements State {

        Finishing asSwept() {
            return new Finishing(process, exit, outcome, true, NEVER, why);
        }

        Finishing as(Outcome other, String cause) {
            return new Finishing(process, exit, other, swept, until, cause);
        }

        Finishing until(long other) {
            return new Finishing(process, exit, outcome, swept, other, why);
        }
    }

    /** It will not be started again by itself. */
    record Failed(String why) implements State {}

    /** It ended, successfully, and its restart rule wants no more. */
    record Done(String why) implements State {}

    /** How far a stop has gone. */
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

    /** How far a hook has been pressed to end. */
    enum HookStop {
        NONE,
        /** It has TERM. */
        ASKED,
        /** It has KILL. */
        KILLED
    }

    /** What an end counts as. */
    enum Outcome {
        /** It was told to end. */
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

    /** Why it is so, as one phrase. */
    String why();

    /** The same on its way to an end, for what comes after that; any other state has the reason that it has. */
    default State because(String cause) {
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

    /** The process that leads its session, be it alive, or ended with others left behind. */
    default Optional<Process> leader() {
        return switch (this) {
            case Finishing(var process, var _, var _, var swept, var _, var _) when !swept -> Optional.of(process);
            case InHook in -> in.around().leader();
            default -> running();
        };
    }

    /** The process of a hook, if one runs. */
    default Optional<Process> errand() {
        return this instanceof InHook in ? in.errand() : Optional.empty();
    }

    /** Whether nothing of it is left and nothing will happen by itself. */
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
