package dev.tend.kernel;

import dev.tend.service.ServiceSpec;
import java.util.Map;
import java.util.Optional;

/**
 * All a child needs to know to become a service's process. Looking up its user, reading its environment files and finding its
 * program is done in the child, where nobody has to wait for it.
 *
 * @param name of the instance
 * @param output where both its streams go
 * @param extra variables that only Tend can know, such as INSTANCE
 */
public record Launch(String name, ServiceSpec spec, Output output, Map<String, String> extra) {

    /** Where output goes. */
    public sealed interface Output {

        /** A FIFO that exists already; the child opens it for reading and writing, so it never is without a reader. */
        record Fifo(String path) implements Output {}

        record Null() implements Output {}

        /** The keeper's own standard output and error. */
        record Inherited() implements Output {}
    }

    /** The FIFO of the output, if it has one. */
    public Optional<String> fifo() {
        return output instanceof Output.Fifo(var path) ? Optional.of(path) : Optional.empty();
    }
}
