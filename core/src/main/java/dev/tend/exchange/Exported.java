package dev.tend.exchange;

import java.util.List;

/**
 * What a service is in another format.
 *
 * @param files none where it cannot be written there at all
 * @param untold what they do not say, for people: a line for each key or circumstance
 */
public record Exported(List<OutFile> files, List<String> untold) {}
