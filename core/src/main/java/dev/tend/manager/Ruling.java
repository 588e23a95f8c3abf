package dev.tend.manager;

/** What a process manager makes of a {@link Demand}. */
public enum Ruling {
    /** It is as it was asked for. */
    DONE(200),
    /** It will be: it was asked for before, or has just been set off. */
    UNDERWAY(202),
    /** It cannot be now, or was tried in vain. */
    REFUSED(500),
    /** There is something to do, and how that goes is the answer. */
    TO_DO(0);

    private final int code;

    Ruling(int code) {
        this.code = code;
    }

    /** The status code of HTTP; none for {@link #TO_DO}. */
    public int code() {
        return code;
    }
}
