package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.Forking;
import dev.tend.lifecycle.State.InHook;
import dev.tend.lifecycle.State.Outcome;
import dev.tend.lifecycle.State.Stopping;
import dev.tend.service.Hook;
import dev.tend.service.Hooks.Occasion;
import java.util.Optional;

/** The cells of an instance whose hook has ended: {@link #ended} has a row for each hook. */
record HookEnd(Situation at) {

    /** The exit code by which a finish hook says that there should be no restart; runit's. */
    private static final int NO_RESTART = 125;

    Step ended(InHook in, Exit exit, String said) {
        if (in.around() instanceof Finishing finishing && leadsToAnEnd(in.hook())) {
            return finishing.swept() // the service ended while its hook ran
                    ? new RestartCells(at).conclude(finishing)
                    : Step.to(at.life().in(finishing));
        }
        if (HookCells.isKilled(in)) { // meanwhile
            return Step.to(at.life().in(in.around()));
        }
        return switch (in.hook()) {
            case PRE_START -> in.told().isPresent() ? instead(in.told().get()) : started(in, exit, said);
            case LAUNCH -> new LaunchCells(at).launched(in, exit, said);
            case POST_START -> in.told().isPresent() ? part(in) : started(in, exit, said);
            case DRAIN ->
                in.told().isPresent() ? drained(in, exit, said) : hooking().resumed(in);
            case PRE_STOP ->
                in.told().isPresent()
                        ? told(
                                untold(in, exit, said),
                                hooking().drain(in.around(), in.told().get()))
                        : hooking().resumed(in);
            case HALT -> halted(in, exit, said);
            case FINISH -> finished(in, exit, said);
            case POST_STOP -> {
                var finishing = (Finishing) in.around();
                yield told(untold(in, exit, said), new RestartCells(at).settle(finishing));
            }
        };
    }

    private static boolean leadsToAnEnd(Hook hook) {
        return switch (hook) {
            case PRE_START, LAUNCH, POST_START, DRAIN, PRE_STOP, HALT -> true;
            case FINISH, POST_STOP -> false;
        };
    }

    /** Ends the start under way, because something else is wanted now. */
    Step instead(Reason cause) {
        return at.life().wanted() == Wanted.UP
                ? new StartCells(at).spawn(Occasion.START, cause)
                : new RestartCells(at).rest(cause);
    }

    private Step started(InHook in, Exit exit, String said) {
        if (exit instanceof Exit.Unknown) {
            return hooking().again(in);
        }
        var problem = failure(in, exit, said);
        return switch (in.around()) {
            case Forking forking ->
                problem.isPresent()
                        ? new RestartCells(at).startFailed(problem.get())
                        : new StartCells(at).prepared(forking);
            default ->
                problem.isPresent()
                        ? new StopCells(at).fault(in.around().running().orElseThrow(), problem.get())
                        : new StartCells(at).introduced(in.around());
        };
    }

    private Step halted(InHook in, Exit exit, String said) {
        var problem = exit instanceof Exit.Unknown ? Optional.<Reason>empty() : failure(in, exit, said);
        return told(problem, new StopCells(at).halted((Stopping) in.around(), problem.isEmpty()));
    }

    private Step part(InHook in) {
        return new StopCells(at)
                .part(in.around(), at.life().wanted(), true, in.told().orElseThrow());
    }

    Step ask(InHook in) {
        var process = in.around().running().orElseThrow();
        return new StopCells(at).ask(process, at.life().wanted(), in.told().orElseThrow());
    }

    private Step drained(InHook in, Exit exit, String said) {
        if (exit instanceof Exit.Unknown) {
            return hooking().again(in);
        }
        var answer = DrainAnswer.of(exit, said, at.spec().hooks().lenient());
        if (in.urge() != State.HookStop.NONE || answer.pause() == 0) {
            var problem = in.urge() == State.HookStop.NONE
                    ? answer.problem()
                    : Optional.<Reason>empty(); // its end is announced already
            return told(problem, ask(in));
        }
        long end = in.since() + hooking().timeout(Hook.DRAIN);
        var pausing = in.pausing(Math.min(at.now() + answer.pause(), end));
        return Step.to(at.life()
                .in(
                        answer.callAgain()
                                ? pausing
                                : pausing.around(
                                        StopCells.unasked(in.around(), in.told().orElseThrow()))));
    }

    private Step finished(InHook in, Exit exit, String said) {
        var finishing = (Finishing) in.around();
        if (in.told().isPresent()) { // a restart that came meanwhile
            finishing = finishing.as(Outcome.TOLD, in.told().get());
        }
        if (exit instanceof Exit.Code(var code) && code == NO_RESTART) {
            boolean good = at.isSuccess(finishing.exit());
            return new RestartCells(at)
                    .postStop(finishing.as(good ? Outcome.LAST : Outcome.LAST_FAILURE, finishing.reason()));
        }
        return told(untold(in, exit, said), new RestartCells(at).postStop(finishing));
    }

    static Step told(Optional<Reason> problem, Step step) {
        return problem.map(what -> step.after(new Announce(Happening.HOOK_FAILED, what)))
                .orElse(step);
    }

    /**
     * Returns what is wrong with the end of the hook. A timeout was announced when it happened; and for a hook that
     * ended while no keeper ran, nothing is known.
     */
    private Optional<Reason> untold(InHook in, Exit exit, String said) {
        boolean unknown = exit instanceof Exit.Unknown;
        return in.urge() == State.HookStop.NONE && !unknown ? failure(in, exit, said) : Optional.empty();
    }

    Optional<Reason> failure(InHook in, Exit exit, String said) {
        String key = in.hook().key();
        if (in.urge() != State.HookStop.NONE) {
            return Optional.of(hooking().late(in));
        }
        if (exit instanceof Exit.Code(var code) && code == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Reason.Other(key + ": " + (said.isEmpty() || in.hook() == Hook.DRAIN ? exit.phrase() : said)));
    }

    private HookCells hooking() {
        return new HookCells(at);
    }
}
