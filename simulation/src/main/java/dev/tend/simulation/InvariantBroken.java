package dev.tend.simulation;

import dev.tend.path.Unguarded;

/** Something happened that must never happen. */
public final class InvariantBroken extends Unguarded {

    private static final long serialVersionUID = 1;

    InvariantBroken(String what) {
        super(what);
    }
}
