package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.EndKeeper;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Effect.Release;
import dev.tend.lifecycle.Effect.RemovePidfile;
import dev.tend.lifecycle.Effect.Report;
import dev.tend.lifecycle.Effect.Signal;
import dev.tend.lifecycle.Effect.Spawn;
import dev.tend.lifecycle.Effect.Sweep;
import dev.tend.lifecycle.Effect.WritePidfile;
import dev.tend.lifecycle.Event.Adopted;
import dev.tend.lifecycle.Event.Due;
import dev.tend.lifecycle.Event.Ended;
import dev.tend.lifecycle.Event.ExecuteFailed;
import dev.tend.lifecycle.Event.Executed;
import dev.tend.lifecycle.Event.Gone;
import dev.tend.lifecycle.Event.Kill;
import dev.tend.lifecycle.Event.Restart;
import dev.tend.lifecycle.Event.SpawnFailed;
import dev.tend.lifecycle.Event.Spawned;
import dev.tend.lifecycle.Event.Start;
import dev.tend.lifecycle.Event.Stop;
import dev.tend.lifecycle.State.Done;
import dev.tend.lifecycle.State.Down;
import dev.tend.lifecycle.State.Failed;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.Patience;
import dev.tend.lifecycle.State.Ready;
import dev.tend.lifecycle.State.Starting;
import dev.tend.lifecycle.State.Stopping;
import dev.tend.lifecycle.State.Up;
import dev.tend.lifecycle.State.Waiting;
import dev.tend.service.RestartPolicy.GiveUp;
import dev.tend.service.ServiceSpec;
import dev.tend.service.StopPolicy.Scope;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;

/**
 * The supervisor's whole behaviour: what an instance does next, whatever happens in whatever state. {@link #next} is the table,
 * event by state; everything below it is one cell.
 *
 * <p>An event that a state does not expect (a deadline that came too late, a second stop) changes nothing: the table is total.
 * The functions are pure: no clock, no chance, no system but what they are handed.
 */
public final class Transitions {

    /** With no other sign of readiness, a service that has been up this long counts as ready. */
    public static final long SETTLING = Durations.SECOND;

    /** How long a process gets to print its stacks between QUIT and KILL. */
    static final long STACKS_TIME = 100 * Durations.MILLISECOND;

    private final ServiceSpec spec;
    private final Life life;
    private final Moment moment;

    private Transitions(ServiceSpec spec, Life life, Moment moment) {
        this.spec = spec;
        this.life = life;
        this.moment = moment;
    }

    /** What {@code event} makes of {@code life}, and what has to be done about it. */
    public static Step next(ServiceSpec spec, Life life, Event event, Moment moment) {
        var cell = new Transitions(spec, life, moment);
        return switch (event) {
            case Start(var cause) ->
                switch (life.state()) {
                    case Down _, Failed _, Done _, Waiting _ ->
                        cell.spawn(life.forgiven().wanting(Wanted.UP), cause);
                    case Starting _, Up _, Ready _, Stopping _, Finishing _ -> cell.want(Wanted.UP);
                };
            case Stop(var cause) ->
                switch (life.state()) {
                    case Down _ -> cell.want(Wanted.DOWN);
                    case Failed _, Done _, Waiting _ -> cell.rest(cause);
                    case Starting(var process, var _) -> cell.ask(process, Wanted.DOWN, cause);
                    case Up(var process, var _, var _) -> cell.ask(process, Wanted.DOWN, cause);
                    case Ready(var process, var _) -> cell.ask(process, Wanted.DOWN, cause);
                    case Stopping _, Finishing _ -> cell.want(Wanted.DOWN);
                };
            case Restart(var cause) ->
                switch (life.state()) {
                    case Down _, Failed _, Done _, Waiting _ ->
                        cell.spawn(life.forgiven().wanting(Wanted.UP), cause);
                    case Starting(var process, var _) -> cell.ask(process, Wanted.UP, cause);
                    case Up(var process, var _, var _) -> cell.ask(process, Wanted.UP, cause);
                    case Ready(var process, var _) -> cell.ask(process, Wanted.UP, cause);
                    case Stopping _ -> cell.want(Wanted.UP);
                    case Finishing finishing -> cell.restartAfter(finishing, cause);
                };
            case Kill(var cause) ->
                switch (life.state()) {
                    case Down _ -> cell.want(Wanted.DOWN);
                    case Failed _, Done _, Waiting _ -> cell.rest(cause);
                    case Starting(var process, var _) -> cell.kill(process, Wanted.DOWN, cause);
                    case Up(var process, var _, var _) -> cell.kill(process, Wanted.DOWN, cause);
                    case Ready(var process, var _) -> cell.kill(process, Wanted.DOWN, cause);
                    case Stopping(var process, var _, var _, var _) -> cell.kill(process, Wanted.DOWN, cause);
                    case Finishing finishing -> cell.killRest(finishing, Wanted.DOWN);
                };
            case Spawned(var process) ->
                switch (life.state()) {
                    case Waiting(var _, var why) -> cell.release(process, why);
                    case Down _, Failed _, Done _, Starting _, Up _, Ready _, Stopping _, Finishing _ -> cell.stay();
                };
            case SpawnFailed(var problem) ->
                switch (life.state()) {
                    case Waiting _ -> cell.tryLater(problem);
                    case Down _, Failed _, Done _, Starting _, Up _, Ready _, Stopping _, Finishing _ -> cell.stay();
                };
            case Executed() ->
                switch (life.state()) {
                    case Starting(var process, var why) -> cell.up(process, why);
                    case Down _, Failed _, Done _, Waiting _, Up _, Ready _, Stopping _, Finishing _ -> cell.stay();
                };
            case ExecuteFailed(var problem) ->
                switch (life.state()) {
                    case Starting(var process, var _) -> cell.couldNotExecute(process, problem);
                    case Down _, Failed _, Done _, Waiting _, Up _, Ready _, Stopping _, Finishing _ -> cell.stay();
                };
            case Ended(var exit) ->
                switch (life.state()) {
                    case Starting(var process, var _) -> cell.ended(process, exit);
                    case Up(var process, var _, var _) -> cell.ended(process, exit);
                    case Ready(var process, var _) -> cell.ended(process, exit);
                    case Stopping stopping -> cell.stopped(stopping, exit);
                    case Finishing finishing -> cell.settle(finishing);
                    case Down _, Failed _, Done _, Waiting _ -> cell.stay();
                };
            case Gone() ->
                switch (life.state()) {
                    case Finishing finishing -> cell.settle(finishing);
                    case Down _, Failed _, Done _, Waiting _, Starting _, Up _, Ready _, Stopping _ -> cell.stay();
                };
            case Adopted() ->
                switch (life.state()) {
                    case Starting(var process, var why) -> cell.up(process, why); // else its keeper's end had ended it
                    case Stopping stopping -> cell.askAgain(stopping);
                    case Finishing finishing -> cell.sweepAgain(finishing);
                    case Down _, Failed _, Done _, Waiting _, Up _, Ready _ -> cell.stay();
                };
            case Due() ->
                switch (life.state()) {
                    case Waiting(var until, var why)
                    when until <= moment.now() -> cell.spawn(life, "restarted: " + why);
                    case Up(var process, var readyAt, var why) when readyAt <= moment.now() -> cell.ready(process, why);
                    case Stopping stopping when stopping.until() <= moment.now() -> cell.insist(stopping);
                    case Finishing finishing
                    when finishing.until() <= moment.now() -> cell.killRest(finishing, life.wanted());
                    case Waiting _, Up _, Stopping _, Finishing _ -> cell.stay();
                    case Down _, Failed _, Done _, Starting _, Ready _ -> cell.stay();
                };
        };
    }

    private Step stay() {
        return Step.to(life);
    }

    private Step want(Wanted wanted) {
        return Step.to(life.wanting(wanted));
    }

    // ---- towards a running process

    /** The spawn is carried out at once, so this waiting state lasts only until its outcome is reported. */
    private Step spawn(Life from, String why) {
        return Step.to(from.in(new Waiting(moment.now(), why)), new Spawn());
    }

    private Step release(Process process, String why) {
        return Step.to(life.in(new Starting(process, why)), new Release(process), new Report(Happening.STARTING, why));
    }

    private Step tryLater(String problem) {
        var tried = new Life(life.wanted(), life.state(), life.restarts(), life.attempt() + 1, life.failures());
        return again(tried, problem, new Report(Happening.START_FAILED, problem));
    }

    private Step up(Process process, String why) {
        return Step.to(
                life.in(new Up(process, moment.now() + SETTLING, why)),
                new WritePidfile(process),
                new Report(Happening.UP, why));
    }

    private Step ready(Process process, String why) {
        return Step.to(life.in(new Ready(process, why)), new Report(Happening.READY, why));
    }

    /** Its end is still to come: the child has only told why it will. */
    private Step couldNotExecute(Process process, String problem) {
        return Step.to(
                failedNow(life.attempt() + 1)
                        .in(new Finishing(process, new Exit.Code(127), false, State.NEVER, problem)),
                new Report(Happening.START_FAILED, problem));
    }

    // ---- towards its end

    private Step ask(Process process, Wanted wanted, String cause) {
        long until = moment.now() + spec.stop().timeout();
        return Step.to(
                life.forgiven().wanting(wanted).in(new Stopping(process, Patience.ASKED, until, cause)),
                new Report(Happening.STOPPING, cause),
                new Signal(process, spec.stop().signal()),
                new Signal(process, Signals.CONT)); // a process that was stopped could not act on it
    }

    private Step askAgain(Stopping stopping) {
        int signal =
                switch (stopping.patience()) {
                    case ASKED -> spec.stop().signal();
                    case STACKS -> Signals.QUIT;
                    case KILLED -> Signals.KILL;
                };
        return Step.to(life, new Signal(stopping.process(), signal));
    }

    private Step insist(Stopping stopping) {
        var process = stopping.process();
        if (stopping.patience() == Patience.ASKED && spec.stop().showStacks()) {
            long until = moment.now() + STACKS_TIME;
            return Step.to(
                    life.in(new Stopping(process, Patience.STACKS, until, stopping.why())),
                    new Signal(process, Signals.QUIT));
        }
        return kill(
                process,
                life.wanted(),
                "still there " + Durations.words(spec.stop().timeout()) + " after it was asked to stop");
    }

    private Step kill(Process process, Wanted wanted, String cause) {
        return Step.to(
                life.wanting(wanted).in(new Stopping(process, Patience.KILLED, State.NEVER, cause)),
                new Report(Happening.KILLED, cause),
                new Signal(process, Signals.KILL));
    }

    private Step ended(Process process, Exit exit) {
        long uptime = moment.now() - process.since();
        int attempt = uptime >= spec.restart().stable() ? 0 : life.attempt() + 1;
        String why = exit.phrase() + ", " + Durations.words(uptime) + " after start";
        var after = isSuccess(exit)
                ? new Life(life.wanted(), life.state(), life.restarts(), attempt, life.failures())
                : failedNow(attempt);
        var finishing = new Finishing(process, exit, false, State.NEVER, why);
        return finish(after, finishing, Signals.KILL, new Report(Happening.ENDED, why));
    }

    private Step stopped(Stopping stopping, Exit exit) {
        boolean killed = stopping.patience() == Patience.KILLED;
        String what = stopping.why() + ": " + exit.phrase();
        String why =
                life.wanted() == Wanted.UP ? stopping.why() : what; // the next process is not there because of its end
        var finishing = new Finishing(stopping.process(), exit, true, stopping.until(), why);
        int signal = killed ? Signals.KILL : spec.stop().signal();
        return finish(life, finishing, signal, new Report(Happening.STOPPED, what));
    }

    private Step finish(Life after, Finishing finishing, int signal, Report report) {
        if (spec.stop().scope() == Scope.GROUP) {
            return Step.to(after.in(finishing), new RemovePidfile(), report, new Sweep(finishing.process(), signal));
        }
        Step settled = new Transitions(spec, after.in(finishing), moment).settle(finishing);
        var effects = new ArrayList<Effect>(List.of(new RemovePidfile(), report));
        effects.addAll(settled.effects());
        return new Step(settled.life(), effects);
    }

    private Step sweepAgain(Finishing finishing) {
        boolean patient = finishing.until() != State.NEVER;
        return Step.to(
                life, new Sweep(finishing.process(), patient ? spec.stop().signal() : Signals.KILL));
    }

    private Step killRest(Finishing finishing, Wanted wanted) {
        var process = finishing.process();
        return Step.to(
                life.wanting(wanted)
                        .in(new Finishing(process, finishing.exit(), finishing.told(), State.NEVER, finishing.why())),
                new Report(Happening.LEFTOVERS, "killing what is left of its session"),
                new Sweep(process, Signals.KILL));
    }

    private Step restartAfter(Finishing finishing, String cause) {
        return Step.to(life.forgiven()
                .wanting(Wanted.UP)
                .in(new Finishing(finishing.process(), finishing.exit(), true, finishing.until(), cause)));
    }

    // ---- after its end

    /** Nothing of the process is left: what now? */
    private Step settle(Finishing finishing) {
        if (life.wanted() == Wanted.DOWN) {
            return Step.to(life.in(new Down(finishing.why()))); // its end has been told
        }
        if (finishing.told()) {
            return spawn(life, finishing.why());
        }
        boolean success = isSuccess(finishing.exit());
        return switch (spec.restart().mode()) {
            case ALWAYS -> success ? again(life, finishing.why()) : againUnlessGivenUp(finishing);
            case ON_FAILURE -> success ? done(finishing) : againUnlessGivenUp(finishing);
            case NEVER -> success ? done(finishing) : fail(finishing, finishing.why());
        };
    }

    private Step againUnlessGivenUp(Finishing finishing) {
        var giveUp = spec.restart().giveUp();
        if (giveUp.isPresent() && life.failures().size() >= giveUp.get().ends()) {
            return fail(
                    finishing,
                    "gave up after " + giveUp.get().ends() + " failures in "
                            + Durations.words(giveUp.get().window()) + ": " + finishing.why());
        }
        return again(life, finishing.why());
    }

    private Step again(Life from, String why, Effect... first) {
        long pause = pause(from.attempt());
        var counted = new Life(from.wanted(), from.state(), from.restarts() + 1, from.attempt(), from.failures());
        if (pause == 0) {
            return spawn(counted, "restarted: " + why);
        }
        var waiting = counted.in(new Waiting(moment.now() + pause, why));
        var effects = new ArrayList<Effect>(List.of(first));
        effects.add(new Report(Happening.WAITING, waiting.why(moment.now())));
        return new Step(waiting, effects);
    }

    /** A pause that never grows is meant just as it is said. */
    private long pause(int attempt) {
        var restart = spec.restart();
        long pause = restart.backoff(attempt);
        return restart.firstBackoff() == restart.maxBackoff() ? pause : moment.jittered(pause);
    }

    private Step rest(String why) {
        return Step.to(life.wanting(Wanted.DOWN).in(new Down(why)), new Report(Happening.DOWN, why));
    }

    private Step fail(Finishing finishing, String why) {
        return over(life.in(new Failed(why)), new Report(Happening.FAILED, why), finishing.exit());
    }

    private Step done(Finishing finishing) {
        return over(life.in(new Done(finishing.why())), new Report(Happening.DONE, finishing.why()), finishing.exit());
    }

    private Step over(Life after, Report report, Exit exit) {
        return spec.critical() ? Step.to(after, report, new EndKeeper(exit.shellCode())) : Step.to(after, report);
    }

    // ---- counting

    private boolean isSuccess(Exit exit) {
        var success = spec.restart().success();
        return switch (exit) {
            case Exit.Code(var code) -> success.codes().contains(code);
            case Exit.Killed(var signal) -> success.signals().contains(signal);
            case Exit.Unknown() -> false;
        };
    }

    /** The life with one more failure; only those that the give-up rule may still count are remembered. */
    private Life failedNow(int attempt) {
        var failures = new ArrayList<Long>();
        long window = spec.restart().giveUp().map(GiveUp::window).orElse(0L);
        int most = spec.restart().giveUp().map(GiveUp::ends).orElse(0);
        for (long at : life.failures()) {
            if (at > moment.now() - window) {
                failures.add(at);
            }
        }
        failures.add(moment.now());
        while (failures.size() > most) {
            failures.removeFirst();
        }
        return new Life(life.wanted(), life.state(), life.restarts(), attempt, failures);
    }
}
