package dev.tend.command;

/** The version of Tend. */
public final class Version {

    /** By semantic versioning; the build checks it against its own. */
    public static final String TEXT = "0.1.0";

    private Version() {}
}
