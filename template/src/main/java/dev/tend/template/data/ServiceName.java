package dev.tend.template.data;

import java.util.List;

/**
 * A service of the catalogue.
 *
 * @param tags those of all of its instances, in order
 */
public record ServiceName(String name, List<String> tags) {}
