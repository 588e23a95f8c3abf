package dev.tend.spawn;

import dev.tend.kernel.KernelException;
import dev.tend.service.Capabilities;
import java.util.List;

/** Capabilities as the system takes them: bit n is capability n. */
final class CapabilitySet {

    private CapabilitySet() {}

    /** @throws KernelException where a name is none of a capability */
    static long of(List<String> names) {
        long set = 0;
        for (String name : names) {
            set |= 1L
                    << Capabilities.number(name)
                            .orElseThrow(() -> new KernelException("capability \"" + name + "\" is unknown"));
        }
        return set;
    }
}
