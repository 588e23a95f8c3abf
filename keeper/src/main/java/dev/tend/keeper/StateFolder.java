package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where each instance's life is written down, one file for each: {@code RUN/state/NAME}. */
final class StateFolder {

    /** A service file of the greatest size, and what stands before it. */
    private static final int LIMIT = 128 << 10;

    private static final int MODE = 0600; // it holds the service file, which may hold secrets

    private final Kernel kernel;
    private final String folder;
    private final String boot;

    StateFolder(Kernel kernel, String folder) {
        this.kernel = kernel;
        this.folder = folder;
        this.boot = kernel.bootId();
    }

    /** @throws KernelException where it could not be written; the former state stands then */
    void write(Instance instance) {
        var definition = instance.definition();
        var text = new StateText(
                boot,
                definition.spec().name(),
                definition.path(),
                instance.owed(),
                instance.ran(),
                instance.life(),
                instance.pace(),
                definition.text());
        kernel.replace(folder + "/" + instance.name(), text.write(), MODE);
    }

    void remove(String name) {
        try {
            kernel.remove(folder + "/" + name);
        } catch (KernelException stays) {
            return; // a next keeper will find its process gone
        }
    }

    /** Nothing runs any more, and what could not be removed before must not be taken for what a next keeper finds. */
    void clear() {
        kernel.names(folder).forEach(this::remove);
    }

    /** What keepers before us have written in this boot, by instance. Whatever else lies there is removed. */
    Map<String, StateText> read() {
        var found = new TreeMap<String, StateText>();
        for (String name : kernel.names(folder)) {
            var state = read(name);
            if (state.isPresent()) {
                found.put(name, state.get());
            } else {
                remove(name);
            }
        }
        return found;
    }

    private Optional<StateText> read(String name) {
        if (name.startsWith(".")) {
            return Optional.empty(); // one that was being written
        }
        try {
            return StateText.read(kernel.read(folder + "/" + name, LIMIT))
                    .filter(state -> state.boot().equals(boot));
        } catch (KernelException unreadable) {
            return Optional.empty();
        }
    }
}
