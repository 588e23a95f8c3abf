package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.instance.Retries;
import dev.tend.lifecycle.Event;
import dev.tend.state.StateRecorder;
import java.util.Optional;

/** Writes down what the next keeper has to know about an instance besides its life. */
public final class InstanceRecords {

    private final Instances instances;
    private final StateRecorder recorder;
    private final Retries<Instance> retries;

    InstanceRecords(Instances instances, StateRecorder recorder, Retries<Instance> retries) {
        this.instances = instances;
        this.recorder = recorder;
        this.retries = retries;
    }

    /** Writes down an instance whose state file is lost or damaged. */
    public void write(Instance instance) {
        recorder.write(instance);
    }

    /** Writes down a note of another part of the keeper; an instance that nothing has happened to is not written down. */
    public void annotate(Instance instance, Optional<String> note) {
        if (instances.contains(instance) && !instance.annotation().equals(note)) {
            instance.annotation(note);
            if (!instance.untouched()) {
                recorder.write(instance);
            }
        }
    }

    /** Writes down a stop or restart by hand that waits, so that a next keeper goes on with it, or that none does any more. */
    void pending(Instance instance, Optional<Event> event) {
        if (instances.contains(instance) && !instance.pending().equals(event)) {
            instance.pending(event);
            recorder.write(instance);
        }
    }

    /** Returns why the state of an instance is not written down, so that a next keeper would find an earlier one; empty where it is. */
    public Optional<String> unwritten(Instance instance) {
        return retries.unwritten(instance, Retries.Kind.STATE);
    }
}
