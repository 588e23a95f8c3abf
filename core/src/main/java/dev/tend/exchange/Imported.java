package dev.tend.exchange;

import java.util.List;

/**
 * A foreign service as a service file.
 *
 * @param untold what the file does not express, for people
 */
public record Imported(String name, String text, List<String> untold) {}
