package dev.tend.instance;

import dev.tend.lifecycle.Effect.Happening;

/** Who goes along with the instances, and is told of each that comes, changes or goes. */
public interface InstanceListener {

    /** It is new, or another definition of it is in force or waits for its next start. */
    default void defined(Instance instance) {}

    /** Something happened to it, and all that follows from that has been done. */
    default void changed(Instance instance) {}

    /** It is worth telling what happened to it. */
    default void happened(Instance instance, Happening happening, String detail) {}

    /** It is no more. */
    default void gone(Instance instance) {}
}
