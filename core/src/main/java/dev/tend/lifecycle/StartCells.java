package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.Follow;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Effect.Release;
import dev.tend.lifecycle.Effect.Spawn;
import dev.tend.lifecycle.Effect.WritePidfile;
import dev.tend.lifecycle.State.Alive;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.Forking;
import dev.tend.lifecycle.State.Outcome;
import dev.tend.lifecycle.State.Ready;
import dev.tend.lifecycle.State.Serving;
import dev.tend.lifecycle.State.Starting;
import dev.tend.lifecycle.State.Stopping;
import dev.tend.lifecycle.State.Up;
import dev.tend.lifecycle.State.Waiting;
import dev.tend.service.Hook;
import dev.tend.service.Hooks.Occasion;
import dev.tend.service.Kind;
import dev.tend.text.Durations;

/** The cells that lead towards a running process. */
record StartCells(Situation at) {

    Step spawn(Occasion occasion, Reason reason) {
        if (at.moment().hold().isPresent()) {
            return held(at.moment().hold().get());
        }
        boolean attended = at.spec().hooks().attend(occasion);
        var forking = new Forking(attended, reason);
        return attended && at.spec().hooks().has(Hook.PRE_START) ? new HookStart(at).preStart(forking) : fork(forking);
    }

    private Step held(Reason cause) {
        return Step.to(at.life().in(new Waiting(State.NEVER, cause)), new Announce(Happening.WAITING, cause));
    }

    /** Its hook has done its part; but the others may be other than they were when that began. */
    Step prepared(Forking forking) {
        return at.moment().hold().map(this::held).orElseGet(() -> fork(forking));
    }

    Step fork(Forking forking) {
        return Step.to(at.life().in(forking), new Spawn());
    }

    /** Begins the launch of an instance that something else starts. */
    Step launch(Forking forking) {
        return new HookStart(at).launch(forking).then(new Announce(Happening.STARTING, forking.reason()));
    }

    /** The launch has brought about a process. */
    Step followed(Process process, Forking forking) {
        return introduce(new Starting(process, forking.attended(), forking.reason()));
    }

    Step release(Process process, Forking forking) {
        return Step.to(
                at.life().in(new Starting(process, forking.attended(), forking.reason())),
                new Release(process),
                new Announce(Happening.STARTING, forking.reason()));
    }

    /** No process was forked: tries again later. */
    Step tryLater(String problem) {
        return new RestartCells(at).notStarted(new Reason.Other(problem));
    }

    /** The program runs: that is all, or a hook has still to be run. */
    Step executed(Starting starting) {
        return introduce(starting, new WritePidfile(starting.process()));
    }

    /** A sign of readiness overtook the news that the program runs. */
    Step signedEarly(Starting starting) {
        return introduce(
                new Ready(starting.process(), starting.reason()), starting, new WritePidfile(starting.process()));
    }

    private Step introduce(Starting starting, Effect... first) {
        return introduce(starting, starting, first);
    }

    private Step introduce(Serving next, Starting starting, Effect... first) {
        return starting.attended() && at.spec().hooks().has(Hook.POST_START)
                ? new HookStart(at).postStart(next).after(first)
                : introduced(next).after(first);
    }

    /** All that belongs to its start is done. */
    Step introduced(Alive around) {
        return switch (around) {
            case Ready(var process, var reason) -> up(process, reason).to(ready(process, reason));
            case Starting(var process, var _, var reason) -> up(process, reason);
            case Up _, Stopping _ -> Step.to(at.life().in(around)); // it ran before its hook did
        };
    }

    private Step up(Process process, Reason reason) {
        return Step.to(at.life().in(new Up(process, untilReady(), reason)), new Announce(Happening.UP, reason));
    }

    private long untilReady() {
        var readiness = at.spec().readiness();
        if (readiness.awaited()) {
            return at.now() + readiness.timeout();
        }
        return at.spec().kind() == Kind.TASK ? State.NEVER : at.now() + Transitions.SETTLING;
    }

    /**
     * It is ready. If its pid file does not name the process yet, it stays up until the file is written, because
     * clients that wait for readiness may read the file.
     */
    Step ready(Process process, Reason reason) {
        if (at.moment().unnamed()) {
            return Step.to(at.life().in(new Up(process, State.NEVER, reason)));
        }
        return Step.to(at.life().in(new Ready(process, reason)), new Announce(Happening.READY, reason));
    }

    /** Time is up for one that is up: without a sign to wait for that makes it ready, else it is at fault. */
    Step settled(Up up) {
        var readiness = at.spec().readiness();
        if (!readiness.awaited()) {
            return ready(up.process(), up.reason());
        }
        long end = up.process().since() + readiness.timeout();
        return end > at.now() // its file has changed since it is up
                ? Step.to(at.life().in(new Up(up.process(), end, up.reason())))
                : new StopCells(at).fault(up.process(), notReady());
    }

    private Reason notReady() {
        var readiness = at.spec().readiness();
        String answer = at.moment().answer().map(why -> ": " + why).orElse("");
        return new Reason.Other("not ready " + Durations.words(readiness.timeout()) + " after its start: "
                + readiness.sign().missing() + answer);
    }

    /** Its pid file is written, which may be all that it waited for. */
    Step named(Up up) {
        boolean becomesReady = at.spec().readiness().awaited() || at.spec().kind() != Kind.TASK;
        return up.until() == State.NEVER && becomesReady ? ready(up.process(), up.reason()) : at.stay();
    }

    /** The keeper before may have ended before it had written the pid file. */
    Step adopted(Serving running) {
        var booted = new HookStart(at).boot(running);
        return at.spec().pidfile().isPresent() ? booted.after(new WritePidfile(running.process())) : booted;
    }

    /** It continues as another process, which differs from the former one only in its pid. */
    Step follow(Process former, Process process, State next) {
        return former.equals(process)
                ? at.stay()
                : Step.to(at.life().in(next), new Follow(former, process), new WritePidfile(process));
    }

    Step extend(Up up, long more) {
        boolean awaited = at.spec().readiness().awaited();
        long until = awaited ? Math.max(up.until(), at.now() + more) : up.until();
        return Step.to(at.life().in(new Up(up.process(), until, up.reason())));
    }

    /** The child has reported why it cannot execute the program; its end is still to come. */
    Step couldNotExecute(Process process, String problem) {
        var reason = new Reason.Other(problem);
        var finishing = new Finishing(process, new Exit.Code(127), Outcome.FAILURE, false, State.NEVER, reason);
        return Step.to(
                at.failedNow(at.life().attempt() + 1).in(finishing), new Announce(Happening.START_FAILED, reason));
    }
}
