package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.lifecycle.Reason;
import java.util.Optional;

/** A condition for the start of instances. */
public interface StartCondition extends InstanceListener {

    /** Returns what keeps an instance from being started now; empty where nothing does. */
    Optional<Reason> hold(Instance instance);
}
