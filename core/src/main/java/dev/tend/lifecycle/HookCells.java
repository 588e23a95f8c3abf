package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Effect.Release;
import dev.tend.lifecycle.Effect.RunHook;
import dev.tend.lifecycle.Effect.Signal;
import dev.tend.lifecycle.Effect.SignalHook;
import dev.tend.lifecycle.Effect.Sweep;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.InHook;
import dev.tend.lifecycle.State.Patience;
import dev.tend.lifecycle.State.Ready;
import dev.tend.lifecycle.State.Starting;
import dev.tend.lifecycle.State.Stopping;
import dev.tend.service.Hook;
import dev.tend.service.Hooks.Action;
import dev.tend.service.Hooks.Occasion;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cells of an instance that has a running hook. {@link HookEnd} has what follows its end. */
record HookCells(Situation at) {

    /** The time between TERM and KILL of a hook, in microseconds; BOSH's, for a drain that is cancelled. */
    private static final long URGED_TIME = 10 * Durations.SECOND;

    // ---- its beginning

    Step begin(Hook hook, State around) {
        return begin(hook, around, Optional.empty(), List.of());
    }

    Step begin(Hook hook, State around, List<String> arguments) {
        return begin(hook, around, Optional.empty(), arguments);
    }

    Step begin(Hook hook, State around, Optional<Reason> told) {
        return begin(hook, around, told, hook == Hook.DRAIN ? DrainAnswer.FIRST_CALL : List.of());
    }

    private Step begin(Hook hook, State around, Optional<Reason> told, List<String> arguments) {
        return call(hook, around, told, at.now(), arguments);
    }

    private Step call(Hook hook, State around, Optional<Reason> told, long since, List<String> arguments) {
        long until = since + timeout(hook);
        var called = new InHook(hook, Optional.empty(), State.HookStop.NONE, since, until, told, around);
        return Step.to(at.life().in(called), new RunHook(hook, arguments));
    }

    long timeout(Hook hook) {
        return at.spec().hooks().action(hook).map(Action::timeout).orElse(0L);
    }

    /** Returns the arguments of a finish hook: the exit code or -1, and the signal's number or 0. */
    static List<String> endArguments(Exit exit) {
        return switch (exit) {
            case Exit.Code(var code) -> List.of(String.valueOf(code), "0");
            case Exit.Killed(var signal) -> List.of("-1", String.valueOf(signal));
            case Exit.Unknown() -> List.of("-1", "0");
        };
    }

    private HookEnd end() {
        return new HookEnd(at);
    }

    Step spawned(InHook in, Process hookProcess) {
        return Step.to(at.life().in(in.by(hookProcess)), new Release(hookProcess));
    }

    /** Begins the drain, after the pre-stop hook, if there is one; the stop signal follows. */
    Step drain(State from, Reason cause) {
        return at.spec().hooks().has(Hook.DRAIN) && !(from instanceof Stopping)
                ? begin(Hook.DRAIN, from, Optional.of(cause)).then(new Announce(Happening.DRAINING, cause))
                : new StopCells(at).ask(from.running().orElseThrow(), at.life().wanted(), cause);
    }

    /** A new keeper has come to it while it runs. */
    Step boot(State running) {
        var hooks = at.spec().hooks();
        return hooks.occasions().contains(Occasion.BOOT) && hooks.has(Hook.POST_START)
                ? begin(Hook.POST_START, running)
                : at.stay();
    }

    /** A new keeper may not find what the one before it was about to do done. */
    Step adopted(InHook in) {
        if (in.hookProcess().isPresent()) {
            return Step.to(at.life()).then(pressedAgain(in)).then(sweptAgain(in));
        }
        return in.until() > at.now() && pauses(in.hook())
                ? at.stay()
                : again(in).then(sweptAgain(in));
    }

    /** Tells whether a pause before the call of the hook may be a drain's. */
    private static boolean pauses(Hook hook) {
        return switch (hook) {
            case DRAIN -> true;
            case PRE_START, LAUNCH, POST_START, PRE_STOP, HALT, FINISH, POST_STOP -> false;
        };
    }

    /** The service, where it was killed, and its hook, as far as that was pressed to end. */
    private static Effect[] pressedAgain(InHook in) {
        var effects = new ArrayList<Effect>();
        if (in.around() instanceof Stopping stopping && isKilled(in)) {
            effects.add(new Signal(stopping.process(), Signals.KILL));
        }
        switch (in.urge()) {
            case NONE -> {}
            case ASKED -> effects.add(new SignalHook(in.hookProcess().orElseThrow(), Signals.TERM));
            case KILLED -> effects.add(new SignalHook(in.hookProcess().orElseThrow(), Signals.KILL));
        }
        return effects.toArray(new Effect[0]);
    }

    private static Effect[] sweptAgain(InHook in) {
        return in.around() instanceof Finishing finishing && !finishing.swept()
                ? new Effect[] {new Sweep(finishing.process(), Signals.KILL)}
                : new Effect[0];
    }

    /** Calls the hook again: its end was not observed, or it asked for that, or the wait before the call is over. */
    Step again(InHook in) {
        return switch (in.hook()) {
            case DRAIN ->
                in.around() instanceof Stopping
                        ? end().ask(in)
                        : call(in.hook(), in.around(), in.told(), in.since(), DrainAnswer.LATER_CALL);
            case PRE_STOP -> begin(in.hook(), in.around(), in.told());
            case FINISH -> new RestartCells(at).conclude((Finishing) in.around());
            case LAUNCH -> new LaunchCells(at).look(in);
            case PRE_START, POST_START, HALT, POST_STOP -> begin(in.hook(), in.around());
        };
    }

    // ---- what happens meanwhile

    Step due(InHook in) {
        if (in.hookProcess().isEmpty()) { // the pause of a drain is over, or its whole time is
            boolean late = in.hook() == Hook.DRAIN && at.now() >= in.since() + timeout(Hook.DRAIN);
            return late && !(in.around() instanceof Stopping)
                    ? HookEnd.told(Optional.of(late(in)), end().ask(in))
                    : again(in);
        }
        return switch (in.urge()) {
            case NONE -> urge(in).after(new Announce(Happening.HOOK_FAILED, late(in)));
            case ASKED ->
                Step.to(
                        at.life().in(in.urged(State.HookStop.KILLED, State.NEVER)),
                        new SignalHook(in.hookProcess().get(), Signals.KILL));
            case KILLED -> at.stay();
        };
    }

    Reason late(InHook in) {
        return new Reason.Other(in.hook().key() + " did not end within " + Durations.words(timeout(in.hook())));
    }

    Step start(InHook now, Reason cause) {
        var wanted = new HookCells(at.wanting(Wanted.UP));
        var in = turned(now, Wanted.UP, cause);
        return switch (in.hook()) {
            case DRAIN, PRE_STOP -> isKilled(in) ? wanted.in(in) : wanted.cancel(in, cause);
            case PRE_START, LAUNCH, POST_START, HALT, FINISH, POST_STOP -> wanted.in(in);
        };
    }

    /**
     * Returns the hook state for what is wanted. If that changes, its cause replaces the former one in every reason.
     */
    private InHook turned(InHook in, Wanted wanted, Reason cause) {
        boolean turns = at.life().wanted() != wanted;
        return in.around(at.turned(in.around(), wanted, cause)).told(in.told().map(former -> turns ? cause : former));
    }

    private Step in(InHook in) {
        return Step.to(at.life().in(in));
    }

    /** It is to go on serving after all. */
    private Step cancel(InHook in, Reason cause) {
        var serving = in.around() instanceof Stopping stopping ? in.around(new Ready(stopping.process(), cause)) : in;
        return in.hookProcess().isEmpty() ? resumed(serving) : urge(serving.told(Optional.empty()));
    }

    Step resumed(InHook in) {
        return Step.to(at.life().in(in.around()));
    }

    Step stop(InHook now, boolean drains, Reason cause) {
        var wanted = new HookCells(at.forgiven(Wanted.DOWN));
        var in = turned(now, Wanted.DOWN, cause);
        return switch (in.hook()) {
            case PRE_START, POST_START -> wanted.urge(in.told(Optional.of(cause)));
            case LAUNCH -> wanted.breakOff(in.told(Optional.of(cause)));
            case PRE_STOP ->
                wanted.told(
                        drains || in.told().isEmpty() ? in : in.around(StopCells.unasked(in.around(), cause)), cause);
            case DRAIN -> drains ? wanted.told(in, cause) : wanted.breakOff(in.told(Optional.of(cause)));
            case HALT, FINISH, POST_STOP -> wanted.in(in);
        };
    }

    /** Ends the hook early, because its result is no longer needed. */
    private Step breakOff(InHook in) {
        if (in.hookProcess().isPresent()) {
            return urge(in);
        }
        return in.hook() == Hook.LAUNCH ? new LaunchCells(at).look(in) : end().ask(in);
    }

    Step restart(InHook now, Reason cause) {
        var wanted = new HookCells(at.forgiven(Wanted.UP));
        var in = turned(now, Wanted.UP, cause);
        return switch (in.hook()) {
            case PRE_START, HALT -> wanted.in(in);
            case POST_START -> wanted.urge(in.told(Optional.of(cause)));
            case LAUNCH -> wanted.breakOff(in.told(Optional.of(cause)));
            case DRAIN, PRE_STOP, FINISH, POST_STOP -> wanted.told(in, cause);
        };
    }

    /** It is not to go on for now. Before its start there is nothing to be stopped but the hook. */
    Step hold(InHook in, Reason cause) {
        return in.hook() == Hook.PRE_START
                ? new HookCells(at.wanting(Wanted.UP)).urge(in.told(Optional.of(cause)))
                : restart(in, cause);
    }

    Step kill(InHook in, Reason cause) {
        var wanted = at.wanting(Wanted.DOWN);
        var process = in.around().running();
        if (in.hookProcess().isEmpty() && process.isPresent()) {
            return new StopCells(wanted).kill(process.get(), false, cause);
        }
        if (in.hookProcess().isEmpty()) {
            return new HookCells(wanted)
                    .breakOff(in.urged(State.HookStop.KILLED, State.NEVER).told(Optional.of(cause)));
        }
        var killed = turned(in, Wanted.DOWN, cause)
                .urged(State.HookStop.KILLED, State.NEVER)
                .told(Optional.of(cause));
        var ending =
                process.map(running -> killed.around(killed(running, cause))).orElse(killed);
        return Step.to(wanted.life().in(ending), pressedAgain(ending)).then(new Announce(Happening.KILLED, cause));
    }

    /** Returns the state of a service whose hook has still to end: the hook's outcome does not matter any more. */
    private static Stopping killed(Process process, Reason cause) {
        return new Stopping(process, Patience.KILLED, false, State.NEVER, cause);
    }

    static boolean isKilled(InHook in) {
        return in.around() instanceof Stopping stopping && stopping.patience() == Patience.KILLED;
    }

    private Step told(InHook in, Reason cause) {
        return in(in.told(Optional.of(cause)));
    }

    private Step urge(InHook in) {
        return in.urge() != State.HookStop.NONE || in.hookProcess().isEmpty()
                ? Step.to(at.life().in(in))
                : Step.to(
                        at.life().in(in.urged(State.HookStop.ASKED, at.now() + URGED_TIME)),
                        new SignalHook(in.hookProcess().get(), Signals.TERM));
    }

    Step signed(InHook in) {
        return in.around() instanceof Starting(var process, var _, var reason)
                ? Step.to(at.life().in(in.around(new Ready(process, reason))))
                : at.stay();
    }

    /**
     * The service itself ends while its hook runs. A hook of the start is pointless then and is ended; a hook of the
     * stop goes on.
     */
    Step mainEnded(InHook in, Exit exit) {
        var process = in.around().running();
        if (process.isEmpty()) {
            return at.stay();
        }
        var step = in.around() instanceof Stopping || in.told().isPresent()
                ? new StopCells(at).stopped(stopping(in), exit)
                : new StopCells(at).ended(process.get(), exit);
        if (in.hookProcess().isEmpty()) {
            return new StopCells(at).concluded(step);
        }
        boolean pointless = in.hook() == Hook.POST_START && in.urge() != State.HookStop.KILLED;
        boolean unsure = exit instanceof Exit.Unknown; // a keeper may have died before it could press
        var further = (pointless ? in.urged(State.HookStop.KILLED, State.NEVER) : in)
                .around(step.life().state());
        return new Step(step.life().in(further), step.effects())
                .then(pointless || unsure ? pressedAgain(further) : new Effect[0]);
    }

    private static Stopping stopping(InHook in) {
        return in.around() instanceof Stopping stopping
                ? stopping
                : StopCells.unasked(in.around(), in.told().orElseThrow());
    }

    Step gone(InHook in) {
        return in.around() instanceof Finishing finishing
                ? Step.to(at.life().in(in.around(finishing.asSwept())))
                : at.stay();
    }
}
