package dev.tend.manager;

import dev.tend.text.Ascii;

/** A request of a client of a process manager. */
public enum ManagerAction {
    STATUS,
    START,
    STOP,
    KILL;

    /** As in a path of the API, such as {@code stop}. */
    public String word() {
        return Ascii.lower(name());
    }
}
