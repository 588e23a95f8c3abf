package dev.tend.supervisor;

import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.Event;
import dev.tend.loop.Loop;
import dev.tend.process.Captures;
import dev.tend.process.MainProcesses;
import dev.tend.process.ProcessChannels;
import dev.tend.process.SessionCleanup;
import dev.tend.state.StateRecorder;
import dev.tend.state.StateText;

/** Makes instances: new ones, and those that an earlier keeper has left. */
public final class InstanceFactory {

    private final Kernel kernel;
    private final Loop loop;
    private final KeeperOptions options;
    private final Instances instances;
    private final Supervisor supervisor;
    private final StateRecorder recorder;
    private final MainProcesses mainProcesses;
    private final SessionCleanup cleanup;
    private final ProcessChannels channels;
    private final Captures captures;
    private final Departures departures;
    private final InstanceListeners listeners;

    InstanceFactory(
            Kernel kernel,
            Loop loop,
            KeeperOptions options,
            Instances instances,
            Supervisor supervisor,
            StateRecorder recorder,
            MainProcesses mainProcesses,
            SessionCleanup cleanup,
            ProcessChannels channels,
            Captures captures,
            Departures departures,
            InstanceListeners listeners) {
        this.kernel = kernel;
        this.loop = loop;
        this.options = options;
        this.instances = instances;
        this.supervisor = supervisor;
        this.recorder = recorder;
        this.mainProcesses = mainProcesses;
        this.cleanup = cleanup;
        this.channels = channels;
        this.captures = captures;
        this.departures = departures;
        this.listeners = listeners;
    }

    /** Adds a new instance, which does nothing yet. */
    public Instance add(String name, Definition definition) {
        var instance = make(name, definition);
        instance.doubted(recorder.isKept(name));
        enter(instance);
        return instance;
    }

    private Instance make(String name, Definition definition) {
        String mark = Launch.mark(name, options.runFolder());
        return new Instance(name, mark, definition, due -> supervisor.feed(due, new Event.Due()), cleanup::recheck);
    }

    private void enter(Instance instance) {
        instances.add(instance);
        listeners.defined(instance);
    }

    /** Takes over an instance as an earlier keeper wrote it down. */
    public Instance adopt(String name, Definition definition, StateText state) {
        boolean ours =
                state.life().state().running().map(kernel.processes()::isChild).orElse(false);
        var instance = make(name, definition);
        instance.runs(state.runs());
        instance.annotation(state.annotation());
        instance.pending(state.pending());
        instance.pace(state.pace());
        instance.live(state.life());
        instance.doubted(state.doubted());
        if (state.leaving()) {
            instance.leaving(true);
            departures.returns(instance);
        }
        enter(instance);
        mainProcesses.adopt(instance, ours);
        if (ours || instance.opened().isPresent()) {
            channels.adopt(instance);
        }
        if (instance.leader().isPresent() || instance.state().hookProcess().isPresent()) {
            captures.resume(instance);
        }
        loop.set(instance.alarm(), instance.deadline());
        return instance;
    }
}
