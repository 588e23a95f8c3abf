package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Process;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Processes that are not our children, for a keeper before us started them, or a program that a service is launched by. No signal tells of their end: a descriptor does,
 * which also keeps their pid from being taken for somebody else's.
 */
final class Strangers {

    private final Kernel kernel;
    private final Loop loop;
    private final Consumer<Instance> ended;

    /** @param ended is told of each instance whose process has ended */
    Strangers(Kernel kernel, Loop loop, Consumer<Instance> ended) {
        this.kernel = kernel;
        this.loop = loop;
        this.ended = ended;
    }

    /** From here on the end of an instance's process is told; one that is not alive gets no descriptor. */
    void watch(Instance instance, Process process) {
        instance.opened(kernel.open(process));
        instance.opened().ifPresent(descriptor -> loop.listen(descriptor, () -> ended.accept(instance)));
    }

    /** Its process has ended, or is nobody's concern any more. */
    void letGo(Instance instance) {
        instance.opened().ifPresent(descriptor -> {
            loop.ignore(descriptor);
            kernel.close(descriptor);
        });
        instance.opened(Optional.empty());
    }
}
