package dev.tend.service;

/** What a service's end means. */
public enum Kind {
    /** It is meant to run on. */
    SERVICE,
    /** It is meant to end: it is done then, and what waits for it goes on. */
    TASK
}
