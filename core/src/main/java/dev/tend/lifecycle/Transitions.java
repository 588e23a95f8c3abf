package dev.tend.lifecycle;

import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Event.Adopted;
import dev.tend.lifecycle.Event.Arm;
import dev.tend.lifecycle.Event.BecameReady;
import dev.tend.lifecycle.Event.Clear;
import dev.tend.lifecycle.Event.Due;
import dev.tend.lifecycle.Event.Ended;
import dev.tend.lifecycle.Event.ExecuteFailed;
import dev.tend.lifecycle.Event.Executed;
import dev.tend.lifecycle.Event.Extended;
import dev.tend.lifecycle.Event.Followed;
import dev.tend.lifecycle.Event.Hold;
import dev.tend.lifecycle.Event.HookEnded;
import dev.tend.lifecycle.Event.HookSpawned;
import dev.tend.lifecycle.Event.Kill;
import dev.tend.lifecycle.Event.Lost;
import dev.tend.lifecycle.Event.Named;
import dev.tend.lifecycle.Event.Restart;
import dev.tend.lifecycle.Event.SessionEmpty;
import dev.tend.lifecycle.Event.SpawnFailed;
import dev.tend.lifecycle.Event.Spawned;
import dev.tend.lifecycle.Event.Start;
import dev.tend.lifecycle.Event.Stop;
import dev.tend.lifecycle.Event.Unhealthy;
import dev.tend.lifecycle.State.Done;
import dev.tend.lifecycle.State.Down;
import dev.tend.lifecycle.State.Failed;
import dev.tend.lifecycle.State.Finishing;
import dev.tend.lifecycle.State.Forking;
import dev.tend.lifecycle.State.Ready;
import dev.tend.lifecycle.State.Starting;
import dev.tend.lifecycle.State.Stopping;
import dev.tend.lifecycle.State.Up;
import dev.tend.lifecycle.State.Waiting;
import dev.tend.service.Hooks.Occasion;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Durations;

/**
 * The whole behavior of the supervisor: the next step of an instance, for every event in every state. {@link #next} is
 * the table, event by state; its cells are in {@link StartCells}, {@link LaunchCells}, {@link StopCells},
 * {@link RestartCells}, {@link HookStart}, {@link HookCells} and {@link HookEnd}.
 *
 * <p>An event that a state does not expect (a deadline that came too late, a second stop) changes nothing: the table is
 * total. The functions are pure: no clock, no chance, no system but what they are handed.
 */
public final class Transitions {

    /** With no other sign of readiness, a service that has been up this long counts as ready. */
    public static final long SETTLING = Durations.SECOND;

    private Transitions() {}

    /** Returns what follows when {@code event} happens in {@code life}: the next life, and the effects to carry out. */
    public static Step next(ServiceSpec spec, Life life, Event event, Moment moment) {
        var at = new Situation(spec, life, moment);
        var ending = new StopCells(at);
        var hooking = new HookCells(at);
        return switch (event) {
            case Start(var cause, var wanted) ->
                switch (life.state()) {
                    case Down _, Failed _, Done _, Waiting _ -> anew(at, wanted, cause);
                    case HookPhase in -> wanted == Wanted.UP ? hooking.start(in, cause) : at.want(wanted);
                    case Stopping _, Finishing _ -> wanted == Wanted.UP ? turn(at, wanted, cause) : at.want(wanted);
                    case Forking _, Starting _, Up _, Ready _ -> at.want(wanted);
                };
            case Stop(var cause, var drains) ->
                switch (life.state()) {
                    case Down _ -> at.want(Wanted.DOWN);
                    case Failed _, Done _, Waiting _, Forking _ -> new RestartCells(at).rest(cause);
                    case Starting starting -> ending.ask(starting.process(), Wanted.DOWN, cause);
                    case Up up -> ending.part(up, Wanted.DOWN, drains, cause);
                    case Ready ready -> ending.part(ready, Wanted.DOWN, drains, cause);
                    case HookPhase in -> hooking.stop(in, drains, cause);
                    case Stopping _, Finishing _ -> turn(at, Wanted.DOWN, cause);
                };
            case Restart(var cause, var hooksToo) ->
                switch (life.state()) {
                    case Down _, Failed _, Done _, Waiting _ -> anew(at, Wanted.UP, cause);
                    case Forking _ -> at.want(Wanted.UP);
                    case Starting starting -> ending.ask(starting.process(), Wanted.UP, cause);
                    case Up up -> ending.part(up, Wanted.UP, true, cause);
                    case Ready ready -> ending.part(ready, Wanted.UP, true, cause);
                    case HookPhase in -> hooking.restart(in, hooksToo, cause);
                    case Stopping _ -> turn(at, Wanted.UP, cause);
                    case Finishing finishing -> restartAfter(at, finishing, cause);
                };
            case Kill(var cause) ->
                switch (life.state()) {
                    case Down _ -> at.want(Wanted.DOWN);
                    case Failed _, Done _, Waiting _, Forking _ -> new RestartCells(at).rest(cause);
                    case Starting starting -> down(at).kill(starting.process(), false, cause);
                    case Up up -> down(at).kill(up.process(), false, cause);
                    case Ready ready -> down(at).kill(ready.process(), false, cause);
                    case HookPhase in -> hooking.kill(in, cause);
                    case Stopping stopping -> down(at).kill(stopping.process(), false, cause);
                    case Finishing finishing ->
                        down(at).killRest(at.life().wanted() == Wanted.DOWN ? finishing : finishing.because(cause));
                };
            case Arm(var cause) ->
                switch (life.state()) {
                    case Down _, Failed _, Done _ -> arm(at, cause);
                    case Waiting _, Forking _, Starting _, Up _, Ready _ -> at.want(Wanted.UP);
                    case HookPhase in -> in.isEnding() ? at.stay() : at.want(Wanted.UP);
                    case Stopping _, Finishing _ -> at.stay();
                };
            case Hold(var cause) ->
                switch (life.state()) {
                    case Down _, Waiting _ -> hold(at, cause);
                    case Starting starting -> ending.ask(starting.process(), Wanted.UP, cause);
                    case Up up -> ending.part(up, Wanted.UP, true, cause);
                    case Ready ready -> ending.part(ready, Wanted.UP, true, cause);
                    case HookPhase in -> hooking.hold(in, cause);
                    case Failed _, Done _, Forking _, Stopping _, Finishing _ -> at.stay();
                };
            case Clear(var cause) ->
                switch (life.state()) {
                    case Waiting(var until, var _)
                    when until == State.NEVER -> new StartCells(at).spawn(Occasion.START, cause);
                    case Waiting _, Down _, Failed _, Done _, Forking _ -> at.stay();
                    case Starting _, Up _, Ready _, HookPhase _, Stopping _, Finishing _ -> at.stay();
                };
            case Spawned(var process) ->
                life.state() instanceof Forking forking ? new StartCells(at).release(process, forking) : at.stay();
            case SpawnFailed(var problem) ->
                life.state() instanceof Forking ? new StartCells(at).tryLater(problem) : at.stay();
            case Executed() ->
                life.state() instanceof Starting starting ? new StartCells(at).executed(starting) : at.stay();
            case ExecuteFailed(var problem) ->
                life.state() instanceof Starting starting
                        ? new StartCells(at).couldNotExecute(starting.process(), problem)
                        : at.stay();
            case BecameReady() ->
                switch (life.state()) {
                    case Starting starting -> new StartCells(at).signedEarly(starting);
                    case Up up -> new StartCells(at).ready(up.process(), up.reason());
                    case HookPhase in -> hooking.signed(in);
                    case Down _, Waiting _, Forking _, Ready _, Failed _, Done _ -> at.stay();
                    case Stopping _, Finishing _ -> at.stay();
                };
            case Named() -> life.state() instanceof Up up ? new StartCells(at).named(up) : at.stay();
            case Extended(var more) ->
                switch (life.state()) {
                    case Up up -> new StartCells(at).extend(up, more);
                    case Stopping stopping -> ending.extend(stopping, more);
                    case Down _, Waiting _, Forking _, Starting _, Ready _, Failed _, Done _ -> at.stay();
                    case HookPhase _, Finishing _ -> at.stay();
                };
            case Unhealthy(var problem) ->
                switch (life.state()) {
                    case Up up -> ending.unhealthy(up.process(), problem);
                    case Ready ready -> ending.unhealthy(ready.process(), problem);
                    case Down _, Waiting _, Forking _, Starting _, Failed _, Done _ -> at.stay();
                    case HookPhase _, Stopping _, Finishing _ -> at.stay();
                };
            case Followed(var process) ->
                switch (life.state()) {
                    case Forking forking -> new StartCells(at).followed(process, forking);
                    case Up(var former, var until, var reason) ->
                        new StartCells(at).follow(former, process, new Up(process, until, reason));
                    case Ready(var former, var reason) ->
                        new StartCells(at).follow(former, process, new Ready(process, reason));
                    case Starting(var former, var attended, var reason) ->
                        new StartCells(at).follow(former, process, new Starting(process, attended, reason));
                    case HookPhase in -> new LaunchCells(at).followed(in, process);
                    case Down _, Waiting _, Failed _, Done _ -> at.stay();
                    case Stopping _, Finishing _ -> at.stay();
                };
            case Lost(var problem) ->
                switch (life.state()) {
                    case Forking forking -> new StartCells(at).launch(forking);
                    case HookPhase in -> new LaunchCells(at).lost(in, problem);
                    case Down _, Waiting _, Starting _, Up _, Ready _, Failed _, Done _ -> at.stay();
                    case Stopping _, Finishing _ -> at.stay();
                };
            case Ended(var exit) ->
                switch (life.state()) {
                    case Starting starting -> ending.concluded(ending.ended(starting.process(), exit));
                    case Up up -> ending.concluded(ending.ended(up.process(), exit));
                    case Ready ready -> ending.concluded(ending.ended(ready.process(), exit));
                    case HookPhase in -> hooking.mainEnded(in, exit);
                    case Stopping stopping -> ending.concluded(ending.stopped(stopping, exit));
                    case Finishing finishing -> new RestartCells(at).conclude(finishing);
                    case Down _, Failed _, Done _, Waiting _, Forking _ -> at.stay();
                };
            case SessionEmpty() ->
                switch (life.state()) {
                    case Finishing finishing -> new RestartCells(at).conclude(finishing.asSwept());
                    case HookPhase in -> hooking.gone(in);
                    case Down _, Failed _, Done _, Waiting _, Forking _ -> at.stay();
                    case Starting _, Up _, Ready _, Stopping _ -> at.stay();
                };
            case HookSpawned(var hookProcess) ->
                life.state() instanceof HookPhase in ? hooking.spawned(in, hookProcess) : at.stay();
            case HookEnded(var exit, var said) ->
                life.state() instanceof HookPhase in ? new HookEnd(at).ended(in, exit, said) : at.stay();
            case Adopted() ->
                switch (life.state()) {
                    case Forking forking -> new StartCells(at).fork(forking);
                    case Starting starting ->
                        new StartCells(at).executed(starting); // else its keeper's end had ended it
                    case HookPhase in -> hooking.adopted(in);
                    case Stopping stopping -> ending.askAgain(stopping);
                    case Finishing finishing -> ending.sweepAgain(finishing);
                    case Up up -> new StartCells(at).adopted(up);
                    case Ready ready -> new StartCells(at).adopted(ready);
                    case Down _, Failed _, Done _, Waiting _ -> at.stay();
                };
            case Due() -> life.deadline(spec) <= moment.now() ? due(at) : at.stay();
        };
    }

    /** The state's time is up. */
    private static Step due(Situation at) {
        return switch (at.life().state()) {
            case Up up when at.life().overran(at.spec(), at.now()) -> new StopCells(at).overrun(up.process());
            case Ready ready -> new StopCells(at).overrun(ready.process());
            case Waiting(var _, var end) -> new StartCells(at).spawn(Occasion.RESTART, new Reason.Restarted(end));
            case Up up -> new StartCells(at).settled(up);
            case HookPhase in -> new HookCells(at).due(in);
            case Stopping stopping -> new StopCells(at).insist(stopping);
            case Finishing finishing -> new StopCells(at).killRest(finishing);
            case Down _, Failed _, Done _, Forking _, Starting _ -> at.stay();
        };
    }

    private static Step anew(Situation at, Wanted wanted, Reason cause) {
        return new StartCells(at.forgiven(wanted)).spawn(Occasion.START, cause);
    }

    private static StopCells down(Situation at) {
        return new StopCells(at.wanting(Wanted.DOWN));
    }

    private static Step arm(Situation at, Reason cause) {
        var waiting = new Waiting(State.NEVER, cause);
        return Step.to(at.forgiven(Wanted.UP).life().in(waiting), new Announce(Happening.WAITING, cause));
    }

    private static Step hold(Situation at, Reason cause) {
        return Step.to(at.life().wanting(Wanted.UP).in(new Waiting(State.NEVER, cause)));
    }

    /** On its way to an end, it is to come back after that, or not to come back. */
    private static Step turn(Situation at, Wanted wanted, Reason cause) {
        return Step.to(at.life().wanting(wanted).in(at.turned(at.life().state(), wanted, cause)));
    }

    private static Step restartAfter(Situation at, Finishing finishing, Reason cause) {
        return Step.to(at.life().forgiven().wanting(Wanted.UP).in(finishing.as(State.Outcome.TOLD, cause)));
    }
}
