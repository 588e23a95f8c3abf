package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.HookPhase.Drain;
import dev.tend.lifecycle.HookPhase.Finish;
import dev.tend.lifecycle.HookPhase.Halt;
import dev.tend.lifecycle.HookPhase.InSession;
import dev.tend.lifecycle.HookPhase.Launch;
import dev.tend.lifecycle.HookPhase.PostStop;
import dev.tend.lifecycle.HookPhase.PreStart;
import dev.tend.lifecycle.HookPhase.PreStop;
import dev.tend.lifecycle.HookPhase.StartPost;
import dev.tend.lifecycle.HookPhase.StopPre;
import dev.tend.lifecycle.State.Alive;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.Forking;
import dev.tend.lifecycle.State.HookStop;
import dev.tend.lifecycle.State.Outcome;
import dev.tend.lifecycle.State.Patience;
import dev.tend.lifecycle.State.Stopping;
import dev.tend.service.Hook;
import dev.tend.service.Hooks.Occasion;
import dev.tend.text.Durations;
import java.util.Optional;

/** The cells of an instance whose hook has ended: {@link #ended} has a row for each hook. */
record HookEnd(Situation at) {

    /** The exit code by which a finish hook says that there should be no restart; runit's. */
    private static final int NO_RESTART = 125;

    Step ended(HookPhase in, Exit exit, String said) {
        return switch (in) {
            case PreStart(var run, var forking) ->
                run.endReason().map(this::instead).orElseGet(() -> prepared(in, forking, exit, said));
            case Launch launch -> new LaunchCells(at).launched(launch, exit, said);
            case InSession session ->
                switch (session.around()) { // which may have changed while the hook ran
                    case Finishing end -> over(end);
                    case Stopping killed
                    when killed.patience() == Patience.KILLED ->
                        Step.to(at.life().in(killed));
                    case Alive alive -> beside(session, alive, exit, said);
                };
            case Finish finish -> finished(finish, exit, said);
            case PostStop(var _, var end) -> reporting(unreported(in, exit, said), new RestartCells(at).settle(end));
        };
    }

    /** The service has ended while its hook ran. */
    Step over(Finishing end) {
        return end.swept()
                ? new RestartCells(at).conclude(end)
                : Step.to(at.life().in(end));
    }

    private Step beside(InSession in, Alive alive, Exit exit, String said) {
        var endReason = in.run().endReason();
        return switch (in) {
            case StartPost _
            when endReason.isPresent() ->
                new StopCells(at).part(alive, at.life().wanted(), true, endReason.get());
            case StartPost _ -> started(in, alive, exit, said);
            case Halt halt -> halted(halt, alive, exit, said);
            case StopPre _ when endReason.isEmpty() -> Step.to(at.life().in(alive)); // it is to go on serving
            case PreStop _ -> reporting(unreported(in, exit, said), calls().drain(alive, endReason.get()));
            case Drain drain -> drained(drain, alive, exit, said);
        };
    }

    /** Ends the start under way, because something else is wanted now. */
    Step instead(Reason cause) {
        return at.life().wanted() == Wanted.UP
                ? new StartCells(at).spawn(Occasion.START, cause)
                : new RestartCells(at).rest(cause);
    }

    private Step prepared(HookPhase in, Forking forking, Exit exit, String said) {
        if (exit instanceof Exit.Unknown) {
            return calls().again(in);
        }
        return failure(in, exit, said)
                .map(problem -> new RestartCells(at).startFailed(problem))
                .orElseGet(() -> new StartCells(at).prepared(forking));
    }

    private Step started(HookPhase in, Alive alive, Exit exit, String said) {
        if (exit instanceof Exit.Unknown) {
            return calls().again(in);
        }
        return failure(in, exit, said)
                .map(problem -> new StopCells(at).fault(alive.process(), problem))
                .orElseGet(() -> new StartCells(at).introduced(alive));
    }

    private Step halted(HookPhase in, Alive alive, Exit exit, String said) {
        var problem = exit instanceof Exit.Unknown ? Optional.<Reason>empty() : failure(in, exit, said);
        return reporting(problem, new StopCells(at).halted(alive, problem.isEmpty()));
    }

    Step ask(Alive alive, HookRun run) {
        return new StopCells(at)
                .ask(alive.process(), at.life().wanted(), run.endReason().orElseThrow());
    }

    private Step drained(Drain in, Alive alive, Exit exit, String said) {
        if (exit instanceof Exit.Unknown) {
            return calls().again(in);
        }
        var answer = DrainAnswer.of(exit, said, at.spec().hooks().lenient());
        var run = in.run();
        if (run.stop() != HookStop.NONE || answer.pause() == 0) {
            var problem = run.stop() == HookStop.NONE
                    ? answer.problem()
                    : Optional.<Reason>empty(); // its end is announced already
            return reporting(problem, ask(alive, run));
        }
        long end = run.since() + calls().timeout(Hook.DRAIN);
        var pausing = run.pausing(Math.min(at.now() + answer.pause(), end));
        var next = answer.callAgain()
                ? alive
                : StopCells.unasked(alive, run.endReason().orElseThrow());
        return Step.to(at.life().in(new Drain(pausing, next)));
    }

    private Step finished(Finish in, Exit exit, String said) {
        var endReason = in.run().endReason(); // a restart that came meanwhile
        var finishing = endReason.isPresent() ? in.around().as(Outcome.TOLD, endReason.get()) : in.around();
        if (exit instanceof Exit.Code(var code) && code == NO_RESTART) {
            boolean good = at.isSuccess(finishing.exit());
            return new RestartCells(at)
                    .postStop(finishing.as(good ? Outcome.LAST : Outcome.LAST_FAILURE, finishing.reason()));
        }
        return reporting(unreported(in, exit, said), new RestartCells(at).postStop(finishing));
    }

    static Step reporting(Optional<Reason> problem, Step step) {
        return problem.map(what -> step.after(new Announce(Happening.HOOK_FAILED, what)))
                .orElse(step);
    }

    /**
     * Returns what is wrong with the end of the hook. A timeout was announced when it happened; and for a hook that
     * ended while no keeper ran, nothing is known.
     */
    private Optional<Reason> unreported(HookPhase in, Exit exit, String said) {
        boolean unknown = exit instanceof Exit.Unknown;
        return in.run().stop() == HookStop.NONE && !unknown ? failure(in, exit, said) : Optional.empty();
    }

    Optional<Reason> failure(HookPhase in, Exit exit, String said) {
        String key = in.hook().key();
        if (in.run().stop() != HookStop.NONE) {
            return Optional.of(late(in));
        }
        if (exit instanceof Exit.Code(var code) && code == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Reason.Other(key + ": " + (said.isEmpty() || in.hook() == Hook.DRAIN ? exit.phrase() : said)));
    }

    Reason late(HookPhase in) {
        return new Reason.Other(in.hook().key() + " did not end within " + Durations.words(calls().timeout(in.hook())));
    }

    private HookStart calls() {
        return new HookStart(at);
    }
}
