package dev.tend.lifecycle;

import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.Forking;
import dev.tend.lifecycle.State.Session;
import dev.tend.service.Hook;

/**
 * One of the hooks of an instance runs, or it waits between two calls of a drain or two looks for the process of a
 * launch. There are four phases, named as in systemd, and a state for each hook, which holds what there is of the service meanwhile.
 */
public sealed interface HookPhase extends State {

    HookRun run();

    /** Returns the state of the service apart from the hook. It continues when the hook has ended. */
    State around();

    /** start-pre: there is no process yet. */
    sealed interface StartPre extends HookPhase {
        @Override
        Forking around();
    }

    record PreStart(HookRun run, Forking around) implements StartPre {}

    record Launch(HookRun run, Forking around) implements StartPre {}

    /** The service has a session, whose main process may end or be killed while the hook runs. */
    sealed interface InSession extends HookPhase {
        @Override
        Session around();
    }

    /** start-post: its process runs, and is ready only after the hook. */
    record StartPost(HookRun run, Session around) implements InSession {}

    /** stop-pre: its process has no stop signal yet. */
    sealed interface StopPre extends InSession {}

    record PreStop(HookRun run, Session around) implements StopPre {}

    record Drain(HookRun run, Session around) implements StopPre {}

    record Halt(HookRun run, Session around) implements StopPre {}

    /** stop-post: its process has ended. */
    sealed interface StopPost extends HookPhase {
        @Override
        Finishing around();
    }

    record Finish(HookRun run, Finishing around) implements StopPost {}

    record PostStop(HookRun run, Finishing around) implements StopPost {}

    default Hook hook() {
        return switch (this) {
            case PreStart _ -> Hook.PRE_START;
            case Launch _ -> Hook.LAUNCH;
            case StartPost _ -> Hook.POST_START;
            case PreStop _ -> Hook.PRE_STOP;
            case Drain _ -> Hook.DRAIN;
            case Halt _ -> Hook.HALT;
            case Finish _ -> Hook.FINISH;
            case PostStop _ -> Hook.POST_STOP;
        };
    }

    /**
     * Returns the phase of a hook.
     *
     * @throws IllegalArgumentException where the hook does not run in such a state of the service
     */
    static HookPhase of(Hook hook, HookRun run, State around) {
        return switch (around) {
            case Forking start when hook == Hook.PRE_START -> new PreStart(run, start);
            case Forking start when hook == Hook.LAUNCH -> new Launch(run, start);
            case Finishing end when hook == Hook.FINISH -> new Finish(run, end);
            case Finishing end when hook == Hook.POST_STOP -> new PostStop(run, end);
            case Session session when hook == Hook.POST_START -> new StartPost(run, session);
            case Session session when hook == Hook.PRE_STOP -> new PreStop(run, session);
            case Session session when hook == Hook.DRAIN -> new Drain(run, session);
            case Session session when hook == Hook.HALT -> new Halt(run, session);
            default -> throw new IllegalArgumentException(hook.key() + " does not run while it is " + around.word());
        };
    }

    /** The same with other progress of the hook. */
    default HookPhase with(HookRun other) {
        return switch (this) {
            case PreStart(var _, var start) -> new PreStart(other, start);
            case Launch(var _, var start) -> new Launch(other, start);
            case StartPost(var _, var session) -> new StartPost(other, session);
            case PreStop(var _, var session) -> new PreStop(other, session);
            case Drain(var _, var session) -> new Drain(other, session);
            case Halt(var _, var session) -> new Halt(other, session);
            case Finish(var _, var end) -> new Finish(other, end);
            case PostStop(var _, var end) -> new PostStop(other, end);
        };
    }

    /** The same beside another state of the service. */
    static HookPhase beside(InSession in, Session other) {
        return switch (in) {
            case StartPost(var run, var _) -> new StartPost(run, other);
            case PreStop(var run, var _) -> new PreStop(run, other);
            case Drain(var run, var _) -> new Drain(run, other);
            case Halt(var run, var _) -> new Halt(run, other);
        };
    }

    @Override
    default HookPhase because(Reason cause) {
        return switch (this) {
            case StartPre _ -> this;
            case InSession in -> beside(in, in.around().because(cause));
            case Finish(var run, var end) -> new Finish(run, end.because(cause));
            case PostStop(var run, var end) -> new PostStop(run, end.because(cause));
        };
    }

    @Override
    default Reason reason() {
        return run().endReason().orElseGet(around()::reason);
    }

    @Override
    default String why() {
        return hook().key() + (run().hookProcess().isPresent() ? " runs: " : ": ") + reason().text();
    }
}
