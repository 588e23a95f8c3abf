package dev.tend.format;

/**
 * One setting of a service and its place in the file.
 *
 * @param value as it is written, or {@link dev.tend.format.tend.Key#initial}
 * @param line in its file, counted from 1; 0 where it is the default
 */
public record Setting(String key, String value, int line) {}
