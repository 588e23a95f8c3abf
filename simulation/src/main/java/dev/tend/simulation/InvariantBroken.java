package dev.tend.simulation;

/** Something happened that must never happen. Not to be caught by the keeper either. */
public final class InvariantBroken extends Error {

    private static final long serialVersionUID = 1;

    InvariantBroken(String what) {
        super(what);
    }
}
