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

    /** Its last hooks, then what the restart rule says. */
    Step conclude(Finishing finishing) {
        return at.spec().hooks().has(Hook.FINISH)
                ? new HookCells(at).begin(Hook.FINISH, finishing, HookCells.endArguments(finishing.exit()))
                : postStop(finishing);
    }

    Step postStop(Finishing finishing) {
        return finishing.outcome() == Outcome.TOLD && at.spec().hooks().has(Hook.POST_STOP)
                ? new HookCells(at).begin(Hook.POST_STOP, finishing)
                : settle(finishing);
    }

    Step settle(Finishing finishing) {
        return settle(finishing.outcome(), finishing.exit(), finishing.why());
    }

    /** Decides what follows an end. */
    Step settle(Outcome outcome, Exit exit, String why) {
        if (at.life().wanted() == Wanted.DOWN) {
            return Step.to(at.life().in(new Down(why))); // the end is announced already
        }
        return switch (outcome) {
            case TOLD -> new StartCells(at).spawn(Occasion.START, cause(why));
            case SUCCESS -> at.spec().restart().mode() == Mode.ALWAYS ? again(why) : done(exit, why);
            case FAILURE -> at.spec().restart().mode() == Mode.NEVER ? fail(exit, why) : againUnlessGivenUp(exit, why);
            case LAST -> done(exit, why);
            case LAST_FAILURE -> fail(exit, "its finish hook wants no restart: " + why);
        };
    }

    /** Returns the reason of the restart: the reason of the end no longer applies. */
    private static String cause(String why) {
        return why.startsWith(State.REQUIRES) ? "what it requires is there again" : why;
    }

    /** A start that its hook did not let happen is a failure like any other. */
    Step startFailed(String problem) {
        var failed = new RestartCells(at.with(at.failedNow(at.life().attempt() + 1)));
        return failed.settle(Outcome.FAILURE, new Exit.Code(1), problem)
                .after(new Announce(Happening.START_FAILED, problem));
    }

    /**
     * A start without a process counts as a failure too. It is tried again whatever the restart rule says of ends, for there was
     * none; only the give-up rule ends that.
     */
    Step notStarted(String problem) {
        var failed = new RestartCells(at.with(at.failedNow(at.life().attempt() + 1)));
        return failed.againUnlessGivenUp(new Exit.Code(1), problem)
                .after(new Announce(Happening.START_FAILED, problem));
    }

    private Step againUnlessGivenUp(Exit exit, String why) {
        var giveUp = at.spec().restart().giveUp();
        if (giveUp.isPresent() && at.life().failures().size() >= giveUp.get().ends()) {
            String rule = giveUp.get().ends() + " failures in "
                    + Durations.words(giveUp.get().window());
            return fail(exit, "gave up after " + rule + ": " + why);
        }
        return again(why);
    }

    private Step again(String why) {
        var life = at.life();
        long pause = pause(life.attempt());
        var counted = new Life(life.wanted(), life.state(), life.restarts() + 1, life.attempt(), life.failures());
        if (pause == 0) {
            return new StartCells(at.with(counted)).spawn(Occasion.RESTART, "restarted: " + why);
        }
        var waiting = counted.in(new Waiting(at.now() + pause, why));
        return Step.to(waiting, new Announce(Happening.WAITING, waiting.why(at.now())));
    }

    /** A pause that never grows is meant just as it is said. */
    private long pause(int attempt) {
        var restart = at.spec().restart();
        long pause = restart.backoff(attempt);
        return restart.firstBackoff() == restart.maxBackoff()
                ? pause
                : at.moment().jittered(pause);
    }

    Step rest(String why) {
        return Step.to(at.life().wanting(Wanted.DOWN).in(new Down(why)), new Announce(Happening.DOWN, why));
    }

    private Step fail(Exit exit, String why) {
        return over(new Failed(why), new Announce(Happening.FAILED, why), exit);
    }

    private Step done(Exit exit, String why) {
        return over(new Done(why), new Announce(Happening.DONE, why), exit);
    }

    /** A task on a timer waits for its next time, whatever the outcome of this run. */
    private Step over(State state, Announce report, Exit exit) {
        if (at.spec().appointment().isPresent()) {
            String how = state instanceof Failed ? State.FAILED_RUN + state.why() : state.why();
            return Step.to(at.life().in(new Waiting(State.NEVER, how)), report);
        }
        return at.spec().critical()
                ? Step.to(at.life().in(state), report, new EndKeeper(exit.shellCode()))
                : Step.to(at.life().in(state), report);
    }
}
