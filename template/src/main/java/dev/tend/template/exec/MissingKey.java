package dev.tend.template.exec;

/** The value of an absent key of a map, where a template names it as a field. */
public enum MissingKey {
    /** No value, which prints as {@code <no value>}. */
    INVALID,
    /** The zero value of the elements of the map. */
    ZERO,
    /** An error. */
    ERROR
}
