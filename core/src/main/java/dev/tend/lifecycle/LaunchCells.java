package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Effect.Sweep;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.Forking;
import dev.tend.lifecycle.State.HookStop;
import dev.tend.lifecycle.State.InHook;
import dev.tend.lifecycle.State.Outcome;
import dev.tend.service.Hook;
import dev.tend.service.StopPolicy.Scope;
import dev.tend.text.Durations;
import java.util.Optional;

/** The cells of an instance that something else starts: from the end of its launch until its process is found. */
record LaunchCells(Situation at) {

    /** The time until the first look for the process of a launch, in microseconds. */
    private static final long FIRST_LOOK = 20 * Durations.MILLISECOND;

    private static final Exit FAILED = new Exit.Code(1);

    /**
     * The launch has ended, or says that it is done: the pidfile tells. A launch that failed is not trusted; a launch
     * that was ended by its timeout, but had done its work, is.
     */
    Step launched(InHook in, Exit exit, String said) {
        boolean done = exit instanceof Exit.Unknown || exit.equals(new Exit.Code(0));
        var problem = done ? Optional.<Reason>empty() : new HookEnd(at).failure(in, exit, said);
        return problem.isPresent() && in.told().isEmpty() ? failed(in, problem.get()) : look(in);
    }

    Step look(InHook in) {
        var forking = ((Forking) in.around()).launchedBy(in.hookProcess());
        var pausing = in.pausing(State.NEVER).around(forking);
        boolean killed = in.urge() == HookStop.KILLED;
        return Step.to(at.life().in(killed ? pausing.urged(HookStop.KILLED, State.NEVER) : pausing), new Effect.Seek());
    }

    private Step failed(InHook in, Reason problem) {
        var counted = at.with(at.failedNow(at.life().attempt() + 1));
        var report = new Announce(Happening.START_FAILED, problem);
        return new LaunchCells(counted)
                .clear(in, Outcome.FAILURE, problem)
                .orElseGet(() -> new RestartCells(counted).settle(Outcome.FAILURE, FAILED, problem))
                .after(report);
    }

    /** It is to stop, or to begin again, and there is no process yet that could be told to end. */
    private Step instead(InHook in, Reason cause) {
        return clear(in, Outcome.TOLD, cause).orElseGet(() -> new HookEnd(at).instead(cause));
    }

    /**
     * Ends what the launch has left behind before anything else happens: the next launch would start the same again,
     * and nothing would ever stop it. It is asked to end as its process would be. Empty if a stop concerns the main
     * process alone.
     */
    private Optional<Step> clear(InHook in, Outcome outcome, Reason reason) {
        var launch = ((Forking) in.around()).launchedBy(in.hookProcess()).launch();
        var stop = at.spec().stop();
        if (launch.isEmpty() || stop.scope() == Scope.PROCESS) {
            return Optional.empty();
        }
        boolean killed = in.urge() == HookStop.KILLED;
        long until = killed ? State.NEVER : at.now() + stop.timeout();
        var finishing = new Finishing(launch.get(), FAILED, outcome, false, until, reason);
        int signal = killed ? Signals.KILL : stop.signal();
        return Optional.of(Step.to(at.life().in(finishing), new Sweep(launch.get(), signal)));
    }

    Step followed(InHook in, Process process) {
        if (in.hook() != Hook.LAUNCH || in.hookProcess().isPresent() || !(in.around() instanceof Forking forking)) {
            return at.stay();
        }
        return in.told().isPresent()
                ? new StopCells(at).ask(process, at.life().wanted(), in.told().get())
                : new StartCells(at).followed(process, forking);
    }

    /** It may come yet; some write their pid a while after they are started. */
    Step lost(InHook in, String problem) {
        if (in.hook() != Hook.LAUNCH || in.hookProcess().isPresent()) {
            return at.stay();
        }
        if (in.told().isPresent()) {
            return instead(in, in.told().get());
        }
        long end = in.since() + new HookCells(at).timeout(Hook.LAUNCH);
        if (at.now() >= end) {
            return failed(in, new Reason.Other(in.hook().key() + ": " + problem));
        }
        long pause = Math.max(FIRST_LOOK, (at.now() - in.since()) / 4);
        return Step.to(at.life().in(in.pausing(Math.min(at.now() + pause, end))));
    }
}
