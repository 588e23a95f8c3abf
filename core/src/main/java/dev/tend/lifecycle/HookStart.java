package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Effect.RunHook;
import dev.tend.lifecycle.HookPhase.Drain;
import dev.tend.lifecycle.HookPhase.Finish;
import dev.tend.lifecycle.HookPhase.Halt;
import dev.tend.lifecycle.HookPhase.Launch;
import dev.tend.lifecycle.HookPhase.PostStop;
import dev.tend.lifecycle.HookPhase.PreStart;
import dev.tend.lifecycle.HookPhase.PreStop;
import dev.tend.lifecycle.HookPhase.StartPost;
import dev.tend.lifecycle.State.Alive;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.Forking;
import dev.tend.lifecycle.State.HookStop;
import dev.tend.lifecycle.State.Serving;
import dev.tend.lifecycle.State.Session;
import dev.tend.lifecycle.State.Stopping;
import dev.tend.service.Hook;
import dev.tend.service.Hooks.Action;
import dev.tend.service.Hooks.Occasion;
import java.util.List;
import java.util.Optional;

/** The cells that call a hook, for the first time or again. */
record HookStart(Situation at) {

    Step preStart(Forking start) {
        return call(new PreStart(run(Hook.PRE_START), start));
    }

    Step launch(Forking start) {
        return call(new Launch(run(Hook.LAUNCH), start));
    }

    Step postStart(Session session) {
        return call(new StartPost(run(Hook.POST_START), session));
    }

    Step preStop(Session session, Reason cause) {
        return call(new PreStop(run(Hook.PRE_STOP).withEndReason(cause), session));
    }

    Step halt(Session session) {
        return call(new Halt(run(Hook.HALT), session));
    }

    Step finish(Finishing end) {
        return call(new Finish(run(Hook.FINISH), end), endArguments(end.exit()));
    }

    Step postStop(Finishing end) {
        return call(new PostStop(run(Hook.POST_STOP), end));
    }

    /** Begins the drain, after the pre-stop hook, if there is one; the stop signal follows. */
    Step drain(Alive from, Reason cause) {
        return at.spec().hooks().has(Hook.DRAIN) && from instanceof Serving
                ? call(new Drain(run(Hook.DRAIN).withEndReason(cause), from), DrainAnswer.FIRST_CALL)
                        .then(new Announce(Happening.DRAINING, cause))
                : new StopCells(at).ask(from.process(), at.life().wanted(), cause);
    }

    private Step call(HookPhase phase) {
        return call(phase, List.of());
    }

    private Step call(HookPhase phase, List<String> arguments) {
        return Step.to(at.life().in(phase), new RunHook(phase.hook(), arguments));
    }

    private HookRun run(Hook hook) {
        return new HookRun(Optional.empty(), HookStop.NONE, at.now(), at.now() + timeout(hook), Optional.empty());
    }

    long timeout(Hook hook) {
        return at.spec().hooks().action(hook).map(Action::timeout).orElse(0L);
    }

    /** Returns the arguments of a finish hook: the exit code or -1, and the signal's number or 0. */
    private static List<String> endArguments(Exit exit) {
        return switch (exit) {
            case Exit.Code(var code) -> List.of(String.valueOf(code), "0");
            case Exit.Killed(var signal, var _) -> List.of("-1", String.valueOf(signal));
            case Exit.Unknown() -> List.of("-1", "0");
        };
    }

    /** A new keeper has come to it while it runs. */
    Step boot(Serving running) {
        var hooks = at.spec().hooks();
        return hooks.occasions().contains(Occasion.BOOT) && hooks.has(Hook.POST_START) ? postStart(running) : at.stay();
    }

    /** Calls the hook again: its end was not observed, or it asked for that, or the wait before the call is over. */
    Step again(HookPhase in) {
        return switch (in) {
            case PreStart(var _, var start) -> preStart(start);
            case Launch launch -> new LaunchCells(at).look(launch);
            case StartPost(var _, var session) -> postStart(session);
            case PreStop(var run, var session) ->
                call(new PreStop(run(Hook.PRE_STOP).withEndReason(run.endReason()), session));
            case Drain drain -> drainAgain(drain);
            case Halt(var _, var session) -> halt(session);
            case Finish(var _, var end) -> new RestartCells(at).conclude(end);
            case PostStop(var _, var end) -> postStop(end);
        };
    }

    private Step drainAgain(Drain in) {
        return switch (in.around()) {
            case Serving serving -> {
                var run = in.run().pausing(in.run().since() + timeout(Hook.DRAIN));
                yield call(new Drain(run, serving), DrainAnswer.LATER_CALL);
            }
            case Stopping stopping -> end().ask(stopping, in.run());
            case Finishing end -> end().over(end);
        };
    }

    private HookEnd end() {
        return new HookEnd(at);
    }
}
