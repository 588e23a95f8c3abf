package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Effect.RemovePidfile;
import dev.tend.lifecycle.Effect.Signal;
import dev.tend.lifecycle.Effect.Sweep;
import dev.tend.lifecycle.State.Alive;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.Outcome;
import dev.tend.lifecycle.State.Patience;
import dev.tend.lifecycle.State.Stopping;
import dev.tend.service.Hook;
import dev.tend.service.StopPolicy.Scope;
import dev.tend.text.Durations;

/** The cells that lead towards a process's end, up to where nothing is left of it. */
record StopCells(Situation at) {

    /** The time that a process gets to print its stacks between QUIT and KILL, in microseconds. */
    private static final long STACKS_TIME = 100 * Durations.MILLISECOND;

    private static final Reason LEFTOVERS = new Reason.Other("killing what is left of its session");

    /** Told to end while it serves: first its pre-stop, then its drain, then its halt or the signal. */
    Step part(Alive running, Wanted wanted, boolean drains, Reason cause) {
        var calls = new HookStart(at.forgiven(wanted));
        var from = drains ? running : unasked(running, cause);
        return at.spec().hooks().has(Hook.PRE_STOP) ? calls.preStop(from, cause) : calls.drain(from, cause);
    }

    /** Past its drain, or without. */
    static Stopping unasked(Alive running, Reason cause) {
        return new Stopping(running.process(), Patience.UNASKED, false, State.NEVER, cause);
    }

    Step ask(Process process, Wanted wanted, Reason cause) {
        return tell(at.forgiven(wanted), process, false, cause, new Announce(Happening.STOPPING, cause));
    }

    /** It runs, and must not go on so: what follows is as after a crash. */
    Step fault(Process process, Reason reason) {
        return tell(at, process, true, reason, new Announce(Happening.UNHEALTHY, reason));
    }

    /** The same where its health is what is wrong. */
    Step unhealthy(Process process, String problem) {
        var announced = new Announce(Happening.UNHEALTHY, new Reason.Other(problem));
        return tell(at, process, true, new Reason.Other("unhealthy: " + problem), announced);
    }

    /** It has run for as long as it may. */
    Step overrun(Process process) {
        var reason = new Reason.Other(
                "ran longer than " + Durations.words(at.spec().run().timeout()) + ", its run-timeout");
        return tell(at, process, true, reason, new Announce(Happening.STOPPING, reason));
    }

    private static Step tell(Situation at, Process process, boolean fault, Reason cause, Announce report) {
        var halt = at.spec().hooks().action(Hook.HALT);
        if (halt.isEmpty()) {
            return new StopCells(at).signal(process, fault, cause).after(report);
        }
        long until = at.now() + halt.get().timeout();
        return new HookStart(at)
                .halt(new Stopping(process, Patience.UNASKED, fault, until, cause))
                .after(report);
    }

    Step signal(Process process, boolean fault, Reason cause) {
        var stop = at.spec().stop();
        return Step.to(
                at.life().in(new Stopping(process, Patience.ASKED, fault, at.now() + stop.timeout(), cause)),
                new Signal(process, stop.signal()),
                new Signal(process, Signals.CONT)); // a process that was stopped could not act on it
    }

    /** Its halt hook has ended: it may take the rest of that one's time. */
    Step halted(Alive alive, boolean well) {
        var stopping = alive instanceof Stopping told ? told : unasked(alive, alive.reason());
        return well && stopping.until() > at.now()
                ? Step.to(at.life().in(stopping))
                : signal(stopping.process(), stopping.fault(), stopping.reason());
    }

    Step askAgain(Stopping stopping) {
        if (stopping.patience() == Patience.UNASKED) {
            return at.stay();
        }
        int signal =
                switch (stopping.patience()) {
                    case UNASKED, ASKED -> at.spec().stop().signal();
                    case STACKS -> Signals.QUIT;
                    case KILLED -> Signals.KILL;
                };
        return Step.to(at.life(), new Signal(stopping.process(), signal));
    }

    Step insist(Stopping stopping) {
        var process = stopping.process();
        var stop = at.spec().stop();
        if (stopping.patience() == Patience.UNASKED) {
            return signal(process, stopping.fault(), stopping.reason());
        }
        if (stopping.patience() == Patience.ASKED && stop.showStacks()) {
            long until = at.now() + STACKS_TIME;
            return Step.to(
                    at.life().in(new Stopping(process, Patience.STACKS, stopping.fault(), until, stopping.reason())),
                    new Signal(process, Signals.QUIT));
        }
        var cause = new Reason.Other("still there " + Durations.words(stop.timeout()) + " after it was asked to stop");
        return killed(process, stopping.fault(), stopping.reason(), cause);
    }

    Step kill(Process process, boolean fault, Reason cause) {
        return killed(process, fault, cause, cause);
    }

    /**
     * @param reason for the stop, and so for what follows it
     * @param cause for its last means
     */
    private Step killed(Process process, boolean fault, Reason reason, Reason cause) {
        return Step.to(
                at.life().in(new Stopping(process, Patience.KILLED, fault, State.NEVER, reason)),
                new Signal(process, Signals.KILL),
                new Announce(Happening.KILLED, cause));
    }

    Step extend(Stopping stopping, long more) {
        long until = Math.max(stopping.until(), at.now() + more);
        return stopping.patience() == Patience.ASKED
                ? Step.to(at.life()
                        .in(new Stopping(
                                stopping.process(), Patience.ASKED, stopping.fault(), until, stopping.reason())))
                : at.stay();
    }

    // ---- its end

    Step ended(Process process, Exit exit) {
        long uptime = at.now() - process.since();
        int attempt = uptime >= at.spec().restart().stable() ? 0 : at.life().attempt() + 1;
        var reason = new Reason.Ended(exit, uptime);
        boolean success = at.isSuccess(exit);
        var life = at.life();
        var after = success
                ? new Life(life.wanted(), life.state(), life.restarts(), attempt, life.failures())
                : at.failedNow(attempt);
        var outcome = success ? Outcome.SUCCESS : Outcome.FAILURE;
        return finish(after, process, exit, outcome, State.NEVER, reason, new Announce(Happening.ENDED, reason));
    }

    Step stopped(Stopping stopping, Exit exit) {
        var what = new Reason.Other(stopping.reason().text() + ": " + exit.phrase());
        var life = at.life();
        if (stopping.fault() && life.wanted() == Wanted.UP) {
            long uptime = at.now() - stopping.process().since();
            var after = at.failedNow(uptime >= at.spec().restart().stable() ? 0 : life.attempt() + 1);
            return finish(
                    after,
                    stopping.process(),
                    exit,
                    Outcome.FAILURE,
                    stopping.until(),
                    stopping.reason(),
                    new Announce(Happening.ENDED, what));
        }
        var reason = life.wanted() == Wanted.UP
                ? stopping.reason()
                : what; // the next process is not there because of its end
        return finish(
                life,
                stopping.process(),
                exit,
                Outcome.TOLD,
                stopping.until(),
                reason,
                new Announce(Happening.STOPPED, what));
    }

    /** @param until the time until which the rest of the session may run; if that is never, it is killed at once */
    private Step finish(
            Life after, Process process, Exit exit, Outcome outcome, long until, Reason reason, Announce report) {
        boolean alone = at.spec().stop().scope() == Scope.PROCESS;
        var finishing = new Finishing(process, exit, outcome, alone, until, reason);
        var step = Step.to(after.in(finishing), new RemovePidfile(), report);
        return alone ? step : step.then(new Sweep(process, sweepSignal(finishing)));
    }

    /** Goes on at once where nothing has to be swept. */
    Step concluded(Step end) {
        return end.life().state() instanceof Finishing finishing && finishing.swept()
                ? end.to(new RestartCells(at.with(end.life())).conclude(finishing))
                : end;
    }

    private int sweepSignal(Finishing finishing) {
        return finishing.until() == State.NEVER
                ? Signals.KILL
                : at.spec().stop().signal();
    }

    Step sweepAgain(Finishing finishing) {
        return finishing.swept()
                ? new RestartCells(at).conclude(finishing)
                : Step.to(at.life(), new Sweep(finishing.process(), sweepSignal(finishing)));
    }

    /** It is to end at once. */
    Step killRest(Finishing finishing) {
        return Step.to(
                at.life().in(finishing.until(State.NEVER)),
                new Announce(Happening.LEFTOVERS, LEFTOVERS),
                new Sweep(finishing.process(), Signals.KILL));
    }
}
