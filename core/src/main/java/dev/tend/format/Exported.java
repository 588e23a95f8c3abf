package dev.tend.format;

import java.util.List;

/**
 * A service in another format.
 *
 * @param files empty if the format cannot express the service at all
 * @param untold what the files do not express, for people: a line for each key or circumstance
 */
public record Exported(List<OutFile> files, List<String> untold) {}
