package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Effect.Release;
import dev.tend.lifecycle.Effect.Signal;
import dev.tend.lifecycle.Effect.SignalHook;
import dev.tend.lifecycle.Effect.Sweep;
import dev.tend.lifecycle.HookPhase.Drain;
import dev.tend.lifecycle.HookPhase.Finish;
import dev.tend.lifecycle.HookPhase.Halt;
import dev.tend.lifecycle.HookPhase.InSession;
import dev.tend.lifecycle.HookPhase.Launch;
import dev.tend.lifecycle.HookPhase.PostStop;
import dev.tend.lifecycle.HookPhase.PreStart;
import dev.tend.lifecycle.HookPhase.PreStop;
import dev.tend.lifecycle.HookPhase.StartPost;
import dev.tend.lifecycle.HookPhase.StartPre;
import dev.tend.lifecycle.HookPhase.StopPost;
import dev.tend.lifecycle.HookPhase.StopPre;
import dev.tend.lifecycle.State.Alive;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.HookStop;
import dev.tend.lifecycle.State.Outcome;
import dev.tend.lifecycle.State.Patience;
import dev.tend.lifecycle.State.Ready;
import dev.tend.lifecycle.State.Serving;
import dev.tend.lifecycle.State.Session;
import dev.tend.lifecycle.State.Starting;
import dev.tend.lifecycle.State.Stopping;
import dev.tend.service.Hook;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.Optional;

/** The cells of an instance that has a running hook. {@link HookStart} calls it, {@link HookEnd} has what follows its end. */
record HookCells(Situation at) {

    /** The time between TERM and KILL of a hook, in microseconds; BOSH's, for a drain that is cancelled. */
    private static final long URGED_TIME = 10 * Durations.SECOND;

    private HookStart calls() {
        return new HookStart(at);
    }

    private HookEnd end() {
        return new HookEnd(at);
    }

    Step spawned(HookPhase in, Process hookProcess) {
        return Step.to(at.life().in(in.with(in.run().by(hookProcess))), new Release(hookProcess));
    }

    /** A new keeper may not find what the one before it was about to do done. */
    Step adopted(HookPhase in) {
        if (in.run().hookProcess().isPresent()) {
            return Step.to(at.life()).then(pressedAgain(in)).then(sweptAgain(in));
        }
        boolean pauses = in instanceof Drain && in.run().until() > at.now();
        return pauses ? at.stay() : calls().again(in).then(sweptAgain(in));
    }

    /** The service, where it was killed, and its hook, as far as that was pressed to end. */
    private static Effect[] pressedAgain(HookPhase in) {
        var effects = new ArrayList<Effect>();
        if (in.around() instanceof Stopping stopping && stopping.patience() == Patience.KILLED) {
            effects.add(new Signal(stopping.process(), Signals.KILL));
        }
        switch (in.run().stop()) {
            case NONE -> {}
            case ASKED -> effects.add(new SignalHook(in.run().hookProcess().orElseThrow(), Signals.TERM));
            case KILLED -> effects.add(new SignalHook(in.run().hookProcess().orElseThrow(), Signals.KILL));
        }
        return effects.toArray(new Effect[0]);
    }

    private static Effect[] sweptAgain(HookPhase in) {
        return in.around() instanceof Finishing finishing && !finishing.swept()
                ? new Effect[] {new Sweep(finishing.process(), Signals.KILL)}
                : new Effect[0];
    }

    Step due(HookPhase in) {
        if (in.run().hookProcess().isEmpty()) { // the pause of a drain is over, or its whole time is
            boolean late = at.now() >= in.run().since() + calls().timeout(Hook.DRAIN);
            return late && in instanceof Drain(var run, Serving serving)
                    ? HookEnd.reporting(Optional.of(end().late(in)), end().ask(serving, run))
                    : calls().again(in);
        }
        return switch (in.run().stop()) {
            case NONE -> interrupt(in).after(new Announce(Happening.HOOK_FAILED, end().late(in)));
            case ASKED ->
                Step.to(
                        at.life().in(killed(in)),
                        new SignalHook(in.run().hookProcess().get(), Signals.KILL));
            case KILLED -> at.stay();
        };
    }

    private static HookPhase killed(HookPhase in) {
        return in.with(in.run().stopped(HookStop.KILLED, State.NEVER));
    }

    Step start(HookPhase now, Reason cause) {
        var wanted = new HookCells(at.wanting(Wanted.UP));
        var in = turned(now, Wanted.UP, cause);
        return switch (in) {
            case StartPre _, StartPost _, Halt _, StopPost _ -> wanted.in(in);
            case StopPre serving -> wanted.cancel(serving, cause);
        };
    }

    /**
     * Returns the hook state for what is wanted. If that changes, its cause replaces the former one in every reason.
     */
    private HookPhase turned(HookPhase in, Wanted wanted, Reason cause) {
        return at.life().wanted() == wanted
                ? in
                : in.because(cause)
                        .with(in.run().withEndReason(in.run().endReason().map(_ -> cause)));
    }

    private Step in(State state) {
        return Step.to(at.life().in(state));
    }

    /** It is to go on serving after all, unless it was killed. */
    private Step cancel(StopPre in, Reason cause) {
        if (in.around() instanceof Stopping stopping) {
            return stopping.patience() == Patience.KILLED ? in(in) : serveOn(in, new Ready(stopping.process(), cause));
        }
        return serveOn(in, in.around());
    }

    private Step serveOn(StopPre in, Session session) {
        return in.run().hookProcess().isEmpty()
                ? in(session)
                : interrupt(HookPhase.beside(in, session).with(in.run().withEndReason(Optional.empty())));
    }

    Step stop(HookPhase now, boolean drains, Reason cause) {
        var wanted = new HookCells(at.forgiven(Wanted.DOWN));
        var in = turned(now, Wanted.DOWN, cause);
        return switch (in) {
            case PreStart _, StartPost _ -> wanted.interrupt(withEndReason(in, cause));
            case Launch launch -> wanted.breakOff(launch, cause);
            case PreStop(var run, Serving serving)
            when !drains && run.endReason().isPresent() ->
                wanted.in(new PreStop(run.withEndReason(cause), StopCells.unasked(serving, cause)));
            case PreStop _ -> wanted.in(withEndReason(in, cause));
            case Drain drain -> drains ? wanted.in(withEndReason(in, cause)) : wanted.breakOff(drain, cause);
            case Halt _, StopPost _ -> wanted.in(in);
        };
    }

    private static HookPhase withEndReason(HookPhase in, Reason cause) {
        return in.with(in.run().withEndReason(cause));
    }

    /** Ends a launch or a drain early, because its result is no longer needed. */
    private Step breakOff(Launch in, Reason cause) {
        var ending = new Launch(in.run().withEndReason(cause), in.around());
        return in.run().hookProcess().isPresent() ? interrupt(ending) : new LaunchCells(at).look(ending);
    }

    private Step breakOff(Drain in, Reason cause) {
        var run = in.run().withEndReason(cause);
        return switch (in.around()) {
            case Alive alive when run.hookProcess().isEmpty() -> end().ask(alive, run);
            case Session session -> interrupt(new Drain(run, session));
        };
    }

    Step restart(HookPhase now, boolean hooksToo, Reason cause) {
        var wanted = new HookCells(at.forgiven(Wanted.UP));
        var in = turned(now, Wanted.UP, cause);
        return switch (in) {
            case PreStart _ when hooksToo -> wanted.interrupt(withEndReason(in, cause));
            case StopPost after
            when hooksToo && after.around().outcome() != Outcome.TOLD -> wanted.interrupt(withEndReason(in, cause));
            case PreStart _, Halt _ -> wanted.in(in);
            case StartPost _ -> wanted.interrupt(withEndReason(in, cause));
            case Launch launch -> wanted.breakOff(launch, cause);
            case PreStop _, Drain _, StopPost _ -> wanted.in(withEndReason(in, cause));
        };
    }

    /** It is not to go on for now. Before its start there is nothing to be stopped but the hook. */
    Step hold(HookPhase in, Reason cause) {
        return in instanceof PreStart
                ? new HookCells(at.wanting(Wanted.UP)).interrupt(withEndReason(in, cause))
                : restart(in, false, cause);
    }

    Step kill(HookPhase in, Reason cause) {
        var wanted = new HookCells(at.wanting(Wanted.DOWN));
        return in.run().hookProcess().isEmpty()
                ? wanted.killBetweenCalls(in, cause)
                : wanted.killNow(turned(in, Wanted.DOWN, cause), cause);
    }

    private Step killBetweenCalls(HookPhase in, Reason cause) {
        return switch (in) {
            case InSession session
            when session.around() instanceof Alive alive -> new StopCells(at).kill(alive.process(), false, cause);
            case InSession session -> in(session.around());
            case Launch launch ->
                new LaunchCells(at)
                        .look(new Launch(
                                launch.run()
                                        .stopped(HookStop.KILLED, State.NEVER)
                                        .withEndReason(cause),
                                launch.around()));
            case PreStart _ -> end().instead(cause);
            case StopPost post -> new RestartCells(at).settle(post.around());
        };
    }

    private Step killNow(HookPhase in, Reason cause) {
        var killed = withEndReason(killed(in), cause);
        var ending = killed instanceof InSession session && session.around() instanceof Alive alive
                ? HookPhase.beside(session, killed(alive.process(), cause))
                : killed;
        return Step.to(at.life().in(ending), pressedAgain(ending)).then(new Announce(Happening.KILLED, cause));
    }

    /** Returns the state of a service whose hook has still to end: the hook's outcome does not matter any more. */
    private static Stopping killed(Process process, Reason cause) {
        return new Stopping(process, Patience.KILLED, false, State.NEVER, cause);
    }

    private Step interrupt(HookPhase in) {
        return in.run().stop() != HookStop.NONE || in.run().hookProcess().isEmpty()
                ? in(in)
                : Step.to(
                        at.life().in(in.with(in.run().stopped(HookStop.ASKED, at.now() + URGED_TIME))),
                        new SignalHook(in.run().hookProcess().get(), Signals.TERM));
    }

    Step signed(HookPhase in) {
        return in instanceof InSession session && session.around() instanceof Starting(var process, var _, var reason)
                ? in(HookPhase.beside(session, new Ready(process, reason)))
                : at.stay();
    }

    /**
     * The service itself ends while its hook runs. A hook of the start is pointless then and is ended; a hook of the
     * stop goes on.
     */
    Step mainEnded(HookPhase in, Exit exit) {
        if (!(in instanceof InSession session && session.around() instanceof Alive alive)) {
            return at.stay();
        }
        var step = ended(alive, in.run().endReason(), exit);
        if (in.run().hookProcess().isEmpty() || !(step.life().state() instanceof Finishing end)) {
            return new StopCells(at).concluded(step);
        }
        boolean pointless = in instanceof StartPost && in.run().stop() != HookStop.KILLED;
        boolean unsure = exit instanceof Exit.Unknown; // a keeper may have died before it could press
        var further = HookPhase.beside(session, end);
        var pressed = pointless ? killed(further) : further;
        return new Step(step.life().in(pressed), step.effects())
                .then(pointless || unsure ? pressedAgain(pressed) : new Effect[0]);
    }

    private Step ended(Alive alive, Optional<Reason> endReason, Exit exit) {
        return switch (alive) {
            case Stopping stopping -> new StopCells(at).stopped(stopping, exit);
            case Serving serving ->
                endReason.isPresent()
                        ? new StopCells(at).stopped(StopCells.unasked(serving, endReason.get()), exit)
                        : new StopCells(at).ended(serving.process(), exit);
        };
    }

    Step gone(HookPhase in) {
        return switch (in) {
            case InSession session
            when session.around() instanceof Finishing end -> in(HookPhase.beside(session, end.asSwept()));
            case Finish(var run, var end) -> in(new Finish(run, end.asSwept()));
            case PostStop(var run, var end) -> in(new PostStop(run, end.asSwept()));
            case StartPre _, InSession _ -> at.stay();
        };
    }
}
