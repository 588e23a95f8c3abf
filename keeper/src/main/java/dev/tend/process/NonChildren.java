package dev.tend.process;

import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.loop.Loop;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Processes that are not our children, or not yet, since an earlier keeper or one of their own has started them. No
 * signal shows their end: a descriptor does, which also keeps their pid from being taken for another process's.
 */
final class NonChildren {

    private final Kernel kernel;
    private final Loop loop;
    private final Consumer<Instance> look;
    private final BiConsumer<Instance, Event> feed;

    /** @param look takes the end of one that has become our child since, and lets it go */
    NonChildren(Kernel kernel, Loop loop, Consumer<Instance> look, BiConsumer<Instance, Event> feed) {
        this.kernel = kernel;
        this.loop = loop;
        this.look = look;
        this.feed = feed;
    }

    /** Reports the end of an instance's process from here on; one that is not alive gets no descriptor. */
    void watch(Instance instance, Process process) {
        instance.opened(kernel.processes().open(process));
        instance.opened().ifPresent(descriptor -> loop.listen(descriptor, instance.name(), () -> ended(instance)));
    }

    private void ended(Instance instance) {
        look.accept(instance);
        if (instance.opened().isPresent()) {
            letGo(instance);
            instance.used(Optional.empty());
            feed.accept(instance, new Event.Ended(new Exit.Unknown()));
        }
    }

    void letGo(Instance instance) {
        instance.opened().ifPresent(descriptor -> {
            loop.ignore(descriptor);
            kernel.streams().close(descriptor);
        });
        instance.opened(Optional.empty());
    }
}
