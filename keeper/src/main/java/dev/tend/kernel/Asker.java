package dev.tend.kernel;

import dev.tend.service.Probe;
import java.util.Optional;

/** Finds out whether something answers. That may take time, since only a child of the keeper waits. */
public interface Asker {

    /**
     * Asks anything but an {@link Probe.Exec}.
     *
     * @param timeout in microseconds
     * @return why the answer is no; empty where it is yes
     */
    Optional<String> problem(Probe probe, long timeout);
}
