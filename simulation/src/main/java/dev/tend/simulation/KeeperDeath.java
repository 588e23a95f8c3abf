package dev.tend.simulation;

/** The keeper was killed in the midst of a system call. No error that any code of it may catch. */
public final class KeeperDeath extends Error {

    private static final long serialVersionUID = 1;

    KeeperDeath() {
        super("the keeper was killed", null, false, false);
    }
}
