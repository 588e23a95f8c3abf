package dev.tend.keeper;

import dev.tend.wire.Reply.HistoryEvent;

/** Someone who is told what happens: the journal, the console, syslog, those who follow. */
public interface EventListener {

    void tell(HistoryEvent told);

    /** All has been told that there was for now: who gathers it, passes it on. */
    default void pause() {}

    /** A descriptor can be written to again, perhaps one that it has asked the poller about. */
    default void writable(int descriptor) {}
}
