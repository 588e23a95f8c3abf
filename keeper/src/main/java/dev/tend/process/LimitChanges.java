package dev.tend.process;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.kernel.Kernel;
import java.util.function.BiConsumer;

/** Puts edited limits of control groups in force for processes that run. */
public final class LimitChanges implements InstanceListener {

    private final Kernel kernel;
    private final BiConsumer<Instance, String> trouble;

    /** @param trouble receives limits that cannot be set */
    public LimitChanges(Kernel kernel, BiConsumer<Instance, String> trouble) {
        this.kernel = kernel;
        this.trouble = trouble;
    }

    @Override
    public void defined(Instance instance) {
        var running = instance.state().running();
        if (running.isEmpty()) {
            return;
        }
        var failed = kernel.processes().limit(running.get(), instance.spec().groupLimits());
        if (!failed.isEmpty()) {
            trouble.accept(instance, "cannot set " + String.join(", ", failed) + " of its control group");
        }
    }
}
