package dev.tend.service;

/** When a command of its own accompanies a service through its life. */
public enum Hook {
    /** Before its process is started. */
    PRE_START("pre-start"),
    /** Instead of its program: what starts it and ends. The process that is in its pidfile then is the service's. */
    LAUNCH("launch"),
    /** Once its program runs, before it counts as up. */
    POST_START("post-start"),
    /** Before the stop, and before the drain. */
    PRE_STOP("pre-stop"),
    /** Before the stop signal: the service goes on until the hook says that it may end. */
    DRAIN("drain"),
    /** Instead of the signal that tells it to stop. */
    HALT("halt"),
    /** After each end, whether a stop or its own. */
    FINISH("finish"),
    /** After a stop. */
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
