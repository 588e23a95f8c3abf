package dev.tend.control;

import dev.tend.instance.Instance;

/**
 * The answer to one request, for as long as it takes. A {@link ClientConnection} has at most one. It begins once and ends once,
 * whether it was given whole or its reader is gone: it releases what it holds (timers, descriptors, a place in a list) in {@link
 * #end}, and nowhere else. So nothing of a connection outlives it.
 *
 * <p>An answer that produces much output does so while {@link ClientConnection#hasRoom}, and goes on in {@link #resume}.
 */
interface Answer {

    void begin();

    /** Its reader has taken what there was so far. */
    default void resume() {}

    /** All effects of an event on an instance are carried out. */
    default void changed(Instance instance) {}

    /** @param line an event, encoded for the reader */
    default void event(String line) {}

    default void keeperEnds() {}

    /** Lets go of all it holds. It may not say anything any more. */
    void end();

    /** Returns how many bytes of memory it holds besides its request, roughly; 0 for a few. */
    default int weight() {
        return 0;
    }
}
