package dev.tend.lifecycle;

/** What the user wants of an instance. */
public enum Wanted {
    UP,
    DOWN
}
