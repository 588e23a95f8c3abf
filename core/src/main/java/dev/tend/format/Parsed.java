package dev.tend.format;

import dev.tend.service.ServiceSpec;
import java.util.List;
import java.util.Optional;

/**
 * The result of reading one service file.
 *
 * @param spec empty exactly if there are problems
 * @param problems all that is wrong with the file, in the order of its lines
 */
public record Parsed(Optional<ServiceSpec> spec, List<Problem> problems) {}
