package dev.tend.format;

/**
 * One setting of a service and where it came from.
 *
 * @param value as it is written, or {@code Key#initial}
 * @param line in its file, counted from 1; 0 where it is the default
 */
public record Setting(String key, String value, int line) {}
