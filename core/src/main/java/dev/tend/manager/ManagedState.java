package dev.tend.manager;

/** The state of the one process of a process manager, in the words that its clients know. */
public enum ManagedState {
    /** There never was one. */
    NOT_INITIALIZED("notInitialized"),
    STARTED("started"),
    /** Its program could not be executed. */
    START_FAILED("startFailed"),
    STOPPING("stopping"),
    /** It ended because it was asked to; a later manager starts nothing until a client asks for it. */
    STOPPED("stopped"),
    /** The signal that asks it to end could not be sent. */
    STOP_FAILED("stopFailed"),
    KILLING("killing"),
    /** As {@link #STOPPED}, but it was not asked. */
    KILLED("killed"),
    KILL_FAILED("killFailed"),
    /** It ended, without a request over the API. */
    FAILED("failed");

    private final String word;

    ManagedState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
