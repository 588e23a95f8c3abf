package dev.tend.supervisor;

import dev.tend.health.ScheduledRuns.TimerListener;
import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.process.Captures;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The operations on instances that clients, files and schedules ask for, with what each entails for other instances. */
public final class Operations implements TimerListener {

    private final Instances instances;
    private final Supervisor supervisor;
    private final Dependencies dependencies;
    private final PendingStops stops;
    private final Departures departures;
    private final PidfileUpkeep pidfiles;
    private final Captures captures;
    private final InstanceRecords records;
    private final InstanceListeners listeners;
    private final EngineListener keeper;

    Operations(
            Instances instances,
            Supervisor supervisor,
            Dependencies dependencies,
            PendingStops stops,
            Departures departures,
            PidfileUpkeep pidfiles,
            Captures captures,
            InstanceRecords records,
            InstanceListeners listeners,
            EngineListener keeper) {
        this.instances = instances;
        this.supervisor = supervisor;
        this.dependencies = dependencies;
        this.stops = stops;
        this.departures = departures;
        this.pidfiles = pidfiles;
        this.captures = captures;
        this.records = records;
        this.listeners = listeners;
        this.keeper = keeper;
    }

    @Override
    public Optional<Instance> instance(String name) {
        return instances.find(name);
    }

    /** Starts an instance; what it conflicts with is stopped. What goes for good is not started again on its way. */
    @Override
    public void start(Instance instance, Event event) {
        if (!instance.leaving()) {
            dependencies.comes(instance);
            supervisor.feed(instance, event);
        }
    }

    /** Restarts instances, each between the stop and the start of its dependents. */
    public void restart(Collection<Instance> some, Reason cause) {
        restart(some, new Event.Restart(cause));
    }

    private void restart(Collection<Instance> some, Event restart) {
        var restarts = new LinkedHashMap<Instance, Event>();
        for (Instance instance : some) {
            if (!instance.leaving()) {
                if (!instance.waitsForConnection()) {
                    instance.held(Optional.empty());
                }
                dependencies.comes(instance);
                restarts.put(instance, restart);
            }
        }
        stops.stop(restarts);
    }

    /** Stops an instance after its dependents. */
    public void stop(Instance instance, Reason cause) {
        stops.stop(List.of(instance), new Event.Stop(cause));
    }

    /** Removes an instance once it has ended, and the services that log for it after it, until it is wanted again. */
    public void exit(Instance instance) {
        var logger = instance.spec().log().reader();
        for (Instance other : List.copyOf(instances.all())) {
            if (other == instance || logger.equals(Optional.of(other.spec().name()))) {
                departures.exits(other);
                if (other != instance || other.state().atRest()) {
                    stop(other, new Reason.Other("told to exit"));
                }
            }
        }
    }

    /** A run that hangs in a hook is ended as well. */
    @Override
    public void replace(Instance instance, Reason cause) {
        restart(List.of(instance), new Event.Restart(cause, true));
    }

    @Override
    public void noted(Instance instance) {
        records.write(instance);
    }

    @Override
    public void freed(Instance instance) {
        listeners.takeLatest(instance); // so that it is held, if at all, as what it is now
        start(instance, new Event.Clear(new Reason.Other("its file has no schedule any more")));
    }

    @Override
    public void trouble(Instance instance, String problem) {
        keeper.trouble(instance, problem);
    }

    /** Gives an instance a changed definition that its process can live with. */
    public void redefine(Instance instance, Definition changed) {
        boolean running = instance.state().running().isPresent();
        boolean elsewhere = !changed.spec().pidfile().equals(instance.spec().pidfile());
        if (running && elsewhere) {
            pidfiles.remove(instance);
        }
        instance.define(changed);
        supervisor.redefined(instance);
        listeners.defined(instance);
        boolean named = running
                && elsewhere
                && pidfiles.write(instance, instance.state().running().get());
        captures.apply(instance);
        records.write(instance);
        listeners.changed(instance);
        if (named) {
            supervisor.feed(instance, new Event.Named());
        }
    }
}
