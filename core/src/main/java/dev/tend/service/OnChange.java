package dev.tend.service;

/** The effect on a running process of an edit that affects it. */
public enum OnChange {
    RESTART,
    NEXT_START,
    /** An edit that affects nothing but the environment reloads it; any other restarts it. */
    RELOAD
}
