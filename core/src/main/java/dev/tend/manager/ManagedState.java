package dev.tend.manager;

/** How the one process of a process manager is, in the words that its clients know. */
public enum ManagedState {
    /** There never was one. */
    NOT_INITIALIZED("notInitialized"),
    STARTED("started"),
    /** Its program could not be executed. */
    START_FAILED("startFailed"),
    STOPPING("stopping"),
    /** It ended as it was asked to; a later manager starts nothing until it is told to. */
    STOPPED("stopped"),
    /** The signal that asks it to end could not be sent. */
    STOP_FAILED("stopFailed"),
    KILLING("killing"),
    /** As {@link #STOPPED}, but it was not asked. */
    KILLED("killed"),
    KILL_FAILED("killFailed"),
    /** It ended, and nobody had asked for that over the API. */
    FAILED("failed");

    private final String word;

    ManagedState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
