package dev.tend.keeper;

import dev.tend.wire.Reply.HistoryEvent;

/** A listener to events: the journal, the console, syslog, and clients that follow. */
public interface EventListener {

    void tell(HistoryEvent entry);

    /** Marks the end of the events for now: a listener that collects events passes them on. */
    default void pause() {}

    /** A descriptor can be written to again, perhaps one that it has asked the poller about. */
    default void writable(int descriptor) {}
}
