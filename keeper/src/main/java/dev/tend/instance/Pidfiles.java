package dev.tend.instance;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Process;
import java.util.Optional;

/** The pid files that services ask for: the decimal number and a newline, written whole. */
public final class Pidfiles {

    private static final int MODE = 0644;

    private final Kernel kernel;

    public Pidfiles(Kernel kernel) {
        this.kernel = kernel;
    }

    /** @throws KernelException where it cannot be written */
    public void write(Instance instance, Process process) {
        ours(instance).ifPresent(path -> kernel.files().replace(path, process.pid() + "\n", MODE));
    }

    /** @throws KernelException where it cannot be removed */
    public void remove(Instance instance) {
        ours(instance).ifPresent(kernel.files()::remove);
    }

    /** Tells whether the pid file of an instance should name its process, and does not. */
    public static boolean isUnnamed(Instance instance) {
        var running = instance.state().running();
        return running.isPresent()
                && !running.equals(instance.named())
                && ours(instance).isPresent();
    }

    /** Returns the pid file that the keeper writes; a process that another program launches writes its own. */
    private static Optional<String> ours(Instance instance) {
        return instance.spec().hooks().launches()
                ? Optional.empty()
                : instance.spec().pidfile();
    }

    /**
     * Returns the process that the pid file of an instance names, which another program launches.
     *
     * @throws KernelException that says why the file names no process
     */
    public Process named(Instance instance) {
        return kernel.processes().named(instance.spec().pidfile().orElse(""));
    }
}
