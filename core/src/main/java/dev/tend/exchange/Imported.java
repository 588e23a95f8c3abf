package dev.tend.exchange;

import java.util.List;

/**
 * What a foreign service is as a service file.
 *
 * @param untold what the file does not say, for people
 */
public record Imported(String name, String text, List<String> untold) {}
