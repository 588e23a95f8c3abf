package dev.tend.path;

/**
 * Thrown by a simulated kernel, and caught by nobody in the keeper: its death in the midst of anything, as KILL ends a real one, or
 * an invariant that does not hold.
 */
public abstract class Unguarded extends Error {

    private static final long serialVersionUID = 1;

    protected Unguarded() {}

    protected Unguarded(String message) {
        super(message);
    }
}
