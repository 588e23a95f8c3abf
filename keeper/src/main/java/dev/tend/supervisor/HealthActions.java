package dev.tend.supervisor;

import dev.tend.health.HealthChecks.HealthListener;
import dev.tend.instance.Instance;
import dev.tend.lifecycle.Checkup;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.process.MainProcesses;
import dev.tend.service.Health;
import java.util.function.BiConsumer;

/** Does what a service's own file says of bad health. */
final class HealthActions implements HealthListener {

    private final Quarantine quarantine;
    private final InstanceListeners listeners;
    private final MainProcesses mainProcesses;
    private final BiConsumer<Instance, Event> feed;

    HealthActions(
            Quarantine quarantine,
            InstanceListeners listeners,
            MainProcesses mainProcesses,
            BiConsumer<Instance, Event> feed) {
        this.quarantine = quarantine;
        this.listeners = listeners;
        this.mainProcesses = mainProcesses;
        this.feed = feed;
    }

    @Override
    public void feed(Instance instance, Event event) {
        feed.accept(instance, event);
    }

    @Override
    public void turned(Instance instance, Checkup checkup) {
        if (quarantine.holds(instance)) {
            return;
        }
        if (checkup.complaint().isEmpty()) {
            listeners.happened(instance, Happening.RECOVERED, new Reason.Other("well again"));
            return;
        }
        String complaint = checkup.complaint().get();
        switch (instance.spec().health().action()) {
            case Health.Action.Restart() -> feed(instance, new Event.Unhealthy(complaint));
            case Health.Action.Signal(var number) -> {
                listeners.happened(instance, Happening.UNHEALTHY, new Reason.Other(complaint));
                mainProcesses.signalMain(instance, number);
            }
            case Health.Action.None() -> listeners.happened(instance, Happening.UNHEALTHY, new Reason.Other(complaint));
        }
    }
}
