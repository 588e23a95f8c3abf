package dev.tend.instance;

import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Reason;

/** A listener that is called for each instance that is added, changes or is removed. */
public interface InstanceListener {

    /** Called when it is new, or another definition of it is in force or waits for its next start. */
    default void defined(Instance instance) {}

    /** Called when something happened to it, and all that follows from that has been done. */
    default void changed(Instance instance) {}

    /** Called when an event of it is to be reported. */
    default void happened(Instance instance, Happening happening, Reason reason) {}

    /** Called when an instance was removed. */
    default void gone(Instance instance) {}
}
