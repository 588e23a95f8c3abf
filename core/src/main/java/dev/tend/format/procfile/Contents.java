package dev.tend.format.procfile;

import dev.tend.format.Problem;
import java.util.List;
import java.util.Map;

/**
 * The content of a Procfile.
 *
 * @param services the text of a service file for each service, by name; empty if there are problems
 * @param problems all that is wrong with the file, in the order of its lines
 */
public record Contents(Map<String, String> services, List<Problem> problems) {}
