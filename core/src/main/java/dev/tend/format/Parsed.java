package dev.tend.format;

import dev.tend.service.ServiceSpec;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading one service file.
 *
 * @param spec empty exactly where there are problems
 * @param problems all that is wrong with it, in the order of its lines
 */
public record Parsed(Optional<ServiceSpec> spec, List<Problem> problems) {}
