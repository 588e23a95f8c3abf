package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Process;

/** The pid files that services ask for: the decimal number and a newline, written whole. */
final class Pidfiles {

    private static final int MODE = 0644;

    private final Kernel kernel;

    Pidfiles(Kernel kernel) {
        this.kernel = kernel;
    }

    /** @throws KernelException where it cannot be written */
    void write(Instance instance, Process process) {
        instance.spec().pidfile().ifPresent(path -> kernel.replace(path, process.pid() + "\n", MODE));
    }

    /** @throws KernelException where it cannot be removed */
    void remove(Instance instance) {
        instance.spec().pidfile().ifPresent(kernel::remove);
    }
}
