package dev.tend.lifecycle;

/** The state that the user wants of an instance. */
public enum Wanted {
    UP,
    DOWN
}
