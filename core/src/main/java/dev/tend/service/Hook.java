package dev.tend.service;

/** When a command of its own accompanies a service through its life. */
public enum Hook {
    /** Before its process is started. */
    PRE_START("pre-start"),
    /** Once its program runs, before it counts as up. */
    POST_START("post-start"),
    /** Before it is told to stop: it goes on until the hook says that it may end. */
    DRAIN("drain"),
    /** Before it is told to stop, after the drain. */
    PRE_STOP("pre-stop"),
    /** After each end, whether it was told to end or not. */
    FINISH("finish"),
    /** After an end that it was told to. */
    POST_STOP("post-stop");

    private final String key;

    Hook(String key) {
        this.key = key;
    }

    /** The key of a service file that sets it, and what it is called in messages. */
    public String key() {
        return key;
    }

    /** The key that says how long it may take. */
    public String timeoutKey() {
        return this == DRAIN ? "drain-timeout" : key + ".timeout";
    }
}
