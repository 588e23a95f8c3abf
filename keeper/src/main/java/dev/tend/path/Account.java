package dev.tend.path;

/** A line of {@code /etc/passwd}, see {@code passwd(5)}. */
public record Account(String name, int user, int group, String home, String shell) {}
