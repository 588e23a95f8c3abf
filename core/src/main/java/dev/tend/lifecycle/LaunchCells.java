package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Effect.Sweep;
import dev.tend.lifecycle.HookPhase.Launch;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.HookStop;
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
    Step launched(Launch in, Exit exit, String said) {
        boolean done = exit instanceof Exit.Unknown || exit.equals(new Exit.Code(0));
        var problem = done ? Optional.<Reason>empty() : new HookEnd(at).failure(in, exit, said);
        return problem.isPresent() && in.run().endReason().isEmpty() ? failed(in, problem.get()) : look(in);
    }

    Step look(Launch in) {
        var forking = in.around().launchedBy(in.run().hookProcess());
        var pausing = in.run().pausing(State.NEVER);
        boolean killed = in.run().stop() == HookStop.KILLED;
        var run = killed ? pausing.stopped(HookStop.KILLED, State.NEVER) : pausing;
        return Step.to(at.life().in(new Launch(run, forking)), new Effect.Seek());
    }

    private Step failed(Launch in, Reason problem) {
        var counted = at.with(at.failedNow(at.life().attempt() + 1));
        var report = new Announce(Happening.START_FAILED, problem);
        return new LaunchCells(counted)
                .clear(in, Outcome.FAILURE, problem)
                .orElseGet(() -> new RestartCells(counted).settle(Outcome.FAILURE, FAILED, problem))
                .after(report);
    }

    /** It is to stop, or to begin again, and there is no process yet that could be told to end. */
    private Step instead(Launch in, Reason cause) {
        return clear(in, Outcome.TOLD, cause).orElseGet(() -> new HookEnd(at).instead(cause));
    }

    /**
     * Ends what the launch has left behind before anything else happens: the next launch would start the same again,
     * and nothing would ever stop it. It is asked to end as its process would be. Empty if a stop concerns the main
     * process alone.
     */
    private Optional<Step> clear(Launch in, Outcome outcome, Reason reason) {
        var launch = in.around().launchedBy(in.run().hookProcess()).launch();
        var stop = at.spec().stop();
        if (launch.isEmpty() || stop.scope() == Scope.PROCESS) {
            return Optional.empty();
        }
        boolean killed = in.run().stop() == HookStop.KILLED;
        long until = killed ? State.NEVER : at.now() + stop.timeout();
        var finishing = new Finishing(launch.get(), FAILED, outcome, false, until, reason);
        int signal = killed ? Signals.KILL : stop.signal();
        return Optional.of(Step.to(at.life().in(finishing), new Sweep(launch.get(), signal)));
    }

    Step followed(HookPhase in, Process process) {
        if (!(in instanceof Launch(var run, var forking)) || run.hookProcess().isPresent()) {
            return at.stay();
        }
        return run.endReason().isPresent()
                ? new StopCells(at)
                        .ask(process, at.life().wanted(), run.endReason().get())
                : new StartCells(at).followed(process, forking);
    }

    /** It may come yet; some write their pid a while after they are started. */
    Step lost(HookPhase phase, String problem) {
        if (!(phase instanceof Launch in) || in.run().hookProcess().isPresent()) {
            return at.stay();
        }
        var run = in.run();
        if (run.endReason().isPresent()) {
            return instead(in, run.endReason().get());
        }
        long end = run.since() + new HookStart(at).timeout(Hook.LAUNCH);
        if (at.now() >= end) {
            return failed(in, new Reason.Other(in.hook().key() + ": " + problem));
        }
        long pause = Math.max(FIRST_LOOK, (at.now() - run.since()) / 4);
        return Step.to(at.life().in(new Launch(run.pausing(Math.min(at.now() + pause, end)), in.around())));
    }
}
