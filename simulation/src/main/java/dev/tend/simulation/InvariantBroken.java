package dev.tend.simulation;

import dev.tend.path.Unguarded;

/** An invariant does not hold. */
public final class InvariantBroken extends Unguarded {

    private static final long serialVersionUID = 1;

    InvariantBroken(String what) {
        super(what);
    }
}
