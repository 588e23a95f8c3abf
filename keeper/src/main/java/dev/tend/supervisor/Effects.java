package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.lifecycle.Effect;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.process.AuxProcesses;
import dev.tend.process.Captures;
import dev.tend.process.MainProcesses;
import dev.tend.process.ProcessStarts;
import dev.tend.process.SessionCleanup;
import dev.tend.service.Hook;
import dev.tend.service.StopPolicy.Scope;
import java.util.Optional;

/** Carries out the effects of a step. It does not decide anything; what an effect leads to is the next event of its instance. */
final class Effects {

    private final MainProcesses mainProcesses;
    private final ProcessStarts starts;
    private final AuxProcesses auxProcesses;
    private final HookCalls hooks;
    private final SessionCleanup cleanup;
    private final PidfileUpkeep pidfiles;
    private final Captures captures;
    private final InstanceListeners listeners;
    private final EngineListener keeper;

    Effects(
            MainProcesses mainProcesses,
            ProcessStarts starts,
            AuxProcesses auxProcesses,
            HookCalls hooks,
            SessionCleanup cleanup,
            PidfileUpkeep pidfiles,
            Captures captures,
            InstanceListeners listeners,
            EngineListener keeper) {
        this.mainProcesses = mainProcesses;
        this.starts = starts;
        this.auxProcesses = auxProcesses;
        this.hooks = hooks;
        this.cleanup = cleanup;
        this.pidfiles = pidfiles;
        this.captures = captures;
        this.listeners = listeners;
        this.keeper = keeper;
    }

    /**
     * Carries out an effect.
     *
     * @param unwritten why the state that the effect follows from could not be written, where that is so
     * @param succeeded whether it follows from an end that is a success
     * @return the event that it leads to at once
     */
    Optional<Event> perform(Instance instance, Effect effect, Optional<String> unwritten, boolean succeeded) {
        switch (effect) {
            case Effect.Spawn() -> {
                return Optional.of(spawn(instance));
            }
            case Effect.Seek() -> {
                return Optional.of(mainProcesses.seek(instance));
            }
            case Effect.RunHook run -> {
                return Optional.of(runHook(instance, run));
            }
            case Effect.Follow(var former, var process) -> {
                return mainProcesses.follow(instance, former, process);
            }
            case Effect.WritePidfile(var process) -> {
                return pidfiles.write(instance, process) ? Optional.of(new Event.Named()) : Optional.empty();
            }
            case Effect.Release(var process) -> {
                if (unwritten.isPresent()) {
                    return abandon(instance, process, unwritten.get());
                }
                release(instance, process);
            }
            case Effect.SignalHook(var hook, var signal) ->
                listeners.delivered(instance, hook.pid(), auxProcesses.signal(hook, signal));
            case Effect.Signal(var process, var signal) ->
                mainProcesses.signal(instance, process, instance.spec().stop().scope() == Scope.GROUP, signal);
            case Effect.Sweep(var process, var signal) -> cleanup.add(instance, process, signal);
            case Effect.RemovePidfile() -> pidfiles.remove(instance);
            case Effect.Announce(var happening, var reason) -> announce(instance, happening, reason, succeeded);
            case Effect.EndKeeper(var code) -> keeper.endKeeper(instance, code);
        }
        return Optional.empty();
    }

    private Event spawn(Instance instance) {
        listeners.takeLatest(instance);
        return instance.spec().hooks().launches() ? mainProcesses.seek(instance) : mainProcesses.spawn(instance);
    }

    private Event runHook(Instance instance, Effect.RunHook run) {
        if (run.hook() == Hook.PRE_START) {
            listeners.takeLatest(instance);
        }
        return hooks.run(instance, run);
    }

    private void release(Instance instance, Process process) {
        if (instance.child().isPresent() && instance.child().get().process().equals(process)) {
            starts.release(instance);
        } else {
            auxProcesses.release(process);
        }
    }

    private Optional<Event> abandon(Instance instance, Process process, String problem) {
        if (instance.state() instanceof HookPhase) {
            auxProcesses.abandon(process);
            return Optional.empty(); // its end is still to come
        }
        return Optional.of(starts.abandon(instance, problem));
    }

    private void announce(Instance instance, Happening happening, Reason reason, boolean succeeded) {
        if (happening == Happening.KILLED && instance.refusal().isPresent()) {
            return;
        }
        boolean failed = happening == Happening.ENDED && !succeeded || happening == Happening.START_FAILED;
        listeners.happened(instance, happening, reason, failed ? captures.lastWords(instance) : "");
    }
}
