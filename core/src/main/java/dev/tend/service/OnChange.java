package dev.tend.service;

/** What an edit that affects the process does to one that is running. */
public enum OnChange {
    RESTART,
    NEXT_START
}
