package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.EndKeeper;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.State.Done;
import dev.tend.lifecycle.State.Down;
import dev.tend.lifecycle.State.Failed;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.Outcome;
import dev.tend.lifecycle.State.Waiting;
import dev.tend.service.Hook;
import dev.tend.service.Hooks.Occasion;
import dev.tend.service.RestartPolicy.Mode;
import dev.tend.text.Durations;

/** The cells after an end: nothing is left of the process. */
record RestartCells(Situation at) {

    private static final Reason THERE_AGAIN = new Reason.Other("what it requires is there again");

    /** Its last hooks, then what the restart rule says. */
    Step conclude(Finishing finishing) {
        return at.spec().hooks().has(Hook.FINISH) ? new HookStart(at).finish(finishing) : postStop(finishing);
    }

    Step postStop(Finishing finishing) {
        return finishing.outcome() == Outcome.TOLD && at.spec().hooks().has(Hook.POST_STOP)
                ? new HookStart(at).postStop(finishing)
                : settle(finishing);
    }

    Step settle(Finishing finishing) {
        return settle(finishing.outcome(), finishing.exit(), finishing.reason());
    }

    /** Decides what follows an end. */
    Step settle(Outcome outcome, Exit exit, Reason reason) {
        if (at.life().wanted() == Wanted.DOWN) {
            return Step.to(at.life().in(new Down(reason))); // the end is announced already
        }
        return switch (outcome) {
            case TOLD -> new StartCells(at).spawn(Occasion.START, cause(reason));
            case SUCCESS -> // one that is started on demand ends when it is idle
                at.spec().restart().mode() == Mode.ALWAYS || at.spec().run().onConnection()
                        ? again(reason)
                        : done(exit, reason);
            case FAILURE ->
                at.spec().restart().mode() == Mode.NEVER ? fail(exit, reason) : againUnlessGivenUp(exit, reason);
            case LAST -> done(exit, reason);
            case LAST_FAILURE -> fail(exit, further("its finish hook wants no restart", reason));
        };
    }

    /** Returns the reason of the restart: the reason of the end no longer applies. */
    private static Reason cause(Reason reason) {
        return reason instanceof Reason.Requires ? THERE_AGAIN : reason;
    }

    private static Reason further(String what, Reason reason) {
        return new Reason.Other(what + ": " + reason.text());
    }

    /** A start that its hook did not let happen is a failure like any other. */
    Step startFailed(Reason problem) {
        var failed = new RestartCells(at.with(at.failedNow(at.life().attempt() + 1)));
        return failed.settle(Outcome.FAILURE, new Exit.Code(1), problem)
                .after(new Announce(Happening.START_FAILED, problem));
    }

    /**
     * A start without a process counts as a failure too. It is tried again whatever the restart rule says of ends, for there was
     * none; only the give-up rule ends that.
     */
    Step notStarted(Reason problem) {
        var failed = new RestartCells(at.with(at.failedNow(at.life().attempt() + 1)));
        return failed.againUnlessGivenUp(new Exit.Code(1), problem)
                .after(new Announce(Happening.START_FAILED, problem));
    }

    private Step againUnlessGivenUp(Exit exit, Reason reason) {
        var giveUp = at.spec().restart().giveUp();
        if (giveUp.isPresent() && at.life().failures().size() >= giveUp.get().ends()) {
            String rule = giveUp.get().ends() + " failures in "
                    + Durations.words(giveUp.get().window());
            return fail(exit, further("gave up after " + rule, reason));
        }
        return again(reason);
    }

    private Step again(Reason reason) {
        var life = at.life();
        long pause = pause(life.attempt());
        var counted = new Life(life.wanted(), life.state(), life.restarts() + 1, life.attempt(), life.failures());
        if (pause == 0) {
            return new StartCells(at.with(counted)).spawn(Occasion.RESTART, new Reason.Restarted(reason));
        }
        return Step.to(
                counted.in(new Waiting(at.now() + pause, reason)),
                new Announce(Happening.WAITING, new Reason.NextAttempt(reason, life.attempt() + 1, pause)));
    }

    /** A pause that never grows is meant just as it is said. */
    private long pause(int attempt) {
        var restart = at.spec().restart();
        long pause = restart.backoff(attempt);
        return restart.firstBackoff() == restart.maxBackoff()
                ? pause
                : at.moment().jittered(pause);
    }

    Step rest(Reason reason) {
        return Step.to(at.life().wanting(Wanted.DOWN).in(new Down(reason)), new Announce(Happening.DOWN, reason));
    }

    private Step fail(Exit exit, Reason reason) {
        return over(new Failed(reason), new Announce(Happening.FAILED, reason), exit);
    }

    private Step done(Exit exit, Reason reason) {
        return over(new Done(reason), new Announce(Happening.DONE, reason), exit);
    }

    /** A task on a timer waits for its next time, whatever the outcome of this run. */
    private Step over(State state, Announce report, Exit exit) {
        if (at.spec().appointment().isPresent()) {
            var how = state instanceof Failed ? new Reason.FailedRun(state.reason()) : state.reason();
            return Step.to(at.life().in(new Waiting(State.NEVER, how)), report);
        }
        return at.spec().critical()
                ? Step.to(at.life().in(state), report, new EndKeeper(exit.shellCode()))
                : Step.to(at.life().in(state), report);
    }
}
