package dev.tend.service;

/** The meaning of a service's end. */
public enum Kind {
    /** It is meant to run on. */
    SERVICE,
    /** It is meant to end: it is done then, and what waits for it goes on. */
    TASK
}
