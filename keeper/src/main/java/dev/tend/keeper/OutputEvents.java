package dev.tend.keeper;

import dev.tend.health.Notifier;
import dev.tend.instance.Instance;
import dev.tend.output.OutputListener;
import dev.tend.supervisor.Instances;

/** Reports what happens to the output of instances. The engine, which knows these, joins later. */
final class OutputEvents implements OutputListener {

    private final EventPublisher events;
    private Instances instances;
    private Notifier notifier;

    OutputEvents(EventPublisher events) {
        this.events = events;
    }

    void join(Instances all, Notifier alerts) {
        instances = all;
        notifier = alerts;
    }

    @Override
    public int pid(String name) {
        return instances
                .find(name)
                .flatMap(Instance::leader)
                .map(process -> process.pid())
                .orElse(0);
    }

    @Override
    public void tell(String name, String event, String why) {
        events.add(name, event, why);
        instances.find(name).ifPresent(instance -> notifier.outputTold(instance, event, why));
    }
}
