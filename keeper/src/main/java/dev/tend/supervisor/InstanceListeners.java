package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.kernel.Processes.Delivery;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports what becomes of instances to the parts of the engine, and to the keeper. */
final class InstanceListeners {

    private final EngineListener keeper;

    /** In the order in which they are called; it matters where one relies on another. */
    private final List<InstanceListener> parts = new ArrayList<>();

    InstanceListeners(EngineListener keeper) {
        this.keeper = keeper;
    }

    /** Adds parts after those that there are. */
    void add(List<InstanceListener> more) {
        parts.addAll(more);
    }

    /** Adds a part before those that there are. */
    void addFirst(InstanceListener part) {
        parts.addFirst(part);
    }

    void defined(Instance instance) {
        parts.forEach(part -> part.defined(instance));
    }

    /** Puts in force what the files say now, for the next process of an instance. */
    void takeLatest(Instance instance) {
        if (instance.takeLatest()) {
            defined(instance);
        }
    }

    void changed(Instance instance) {
        keeper.changed(instance);
        parts.forEach(part -> part.changed(instance));
    }

    void gone(Instance instance) {
        parts.forEach(part -> part.gone(instance));
    }

    void happened(Instance instance, Happening happening, Reason reason) {
        happened(instance, happening, reason, "");
    }

    void happened(Instance instance, Happening happening, Reason reason, String lastWords) {
        parts.forEach(part -> part.happened(instance, happening, reason));
        keeper.happened(instance, happening, reason.text(), lastWords);
    }

    /** Notes the result of a signal to a process of an instance. */
    void delivered(Instance instance, int pid, Delivery delivery) {
        switch (delivery) {
            case SENT -> instance.refusal(Optional.empty());
            case REFUSED -> refused(instance, pid);
            case NOBODY -> {}
        }
    }

    /** Reports a process of an instance that we are not permitted to signal, once, and again after its state has changed. */
    private void refused(Instance instance, int pid) {
        var why = Optional.of(Delivery.refusal(pid));
        if (instance.refusal().equals(why)) {
            return;
        }
        instance.refusal(why);
        if (instance.awaitsEnd()) {
            happened(instance, Happening.STOP_FAILED, new Reason.Other(why.get()));
        } else {
            keeper.trouble(instance, why.get());
        }
        changed(instance);
    }
}
