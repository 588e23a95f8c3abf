package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where each instance's life is written down, one file for each: {@code RUN/state/NAME}. Each life ends with a NUL, and the last
 * that does so counts: one is written after the other, which takes a third of the time of a new file, until the file's first page
 * is full. What a keeper could not write to its end counts for nobody.
 */
final class StateFolder {

    /** A service file of the greatest size, and what stands before it. */
    private static final int LIMIT = 128 << 10;

    private static final int MODE = 0600; // it holds the service file, which may hold secrets
    private static final int PAGE = 4096;
    private static final char END = '\0';

    private final Kernel kernel;
    private final String folder;
    private final String boot;
    private final String namespace;

    /** How much stands in the files that we have written, by instance. */
    private final Map<String, Integer> sizes = new HashMap<>();

    StateFolder(Kernel kernel, String folder) {
        this.kernel = kernel;
        this.folder = folder;
        this.boot = kernel.bootId();
        this.namespace = kernel.pidNamespace();
    }

    /** @throws KernelException where it could not be written; the former state stands then */
    void write(Instance instance) {
        var definition = instance.definition();
        var state = new StateText(
                boot,
                namespace,
                definition.spec().name(),
                definition.path(),
                instance.owed(),
                instance.leaving(),
                instance.ran(),
                instance.life(),
                instance.pace(),
                definition.text());
        write(instance.name(), state.write().replace(END, ' ') + END); // a comment or a reason may have one
    }

    private void write(String name, String text) {
        int size = sizes.getOrDefault(name, PAGE) + text.length();
        sizes.remove(name); // where this fails, the next one writes anew
        if (size > PAGE || !append(name, text)) {
            size = text.length();
            kernel.replace(folder + "/" + name, text, MODE);
        }
        sizes.put(name, size);
    }

    /** Not where somebody has removed the file, say. */
    private boolean append(String name, String text) {
        try {
            kernel.append(folder + "/" + name, text);
            return true;
        } catch (KernelException anew) {
            return false;
        }
    }

    void remove(String name) {
        sizes.remove(name);
        try {
            kernel.remove(folder + "/" + name);
        } catch (KernelException stays) {
            return; // a next keeper will find its process gone
        }
    }

    /** Nothing runs any more, and what could not be removed before must not be taken for what a next keeper finds. */
    void clear() {
        try {
            kernel.names(folder).forEach(this::remove);
        } catch (KernelException unreadable) {
            return; // as in remove
        }
    }

    /** What keepers before us have written in this boot and pid namespace, by instance. Whatever else lies there is removed. */
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

    /** The last life that was written to its end. */
    private static String last(String lives) {
        int end = lives.lastIndexOf(END);
        return end < 0 ? lives : lives.substring(lives.lastIndexOf(END, end - 1) + 1, end);
    }

    /** What somebody else has written there counts for nobody: it would be run as us. */
    private boolean isOurs(String path) {
        return kernel.entry(path)
                .filter(found -> found.owner() == 0 || found.owner() == kernel.userId())
                .isPresent();
    }

    /** Whether pids of a namespace mean something here; a keeper of an earlier version did not write it down. */
    private boolean isOfThisNamespace(StateText state) {
        return state.namespace().isEmpty()
                || namespace.isEmpty()
                || state.namespace().equals(namespace);
    }

    private Optional<StateText> read(String name) {
        if (name.startsWith(".")) {
            return Optional.empty(); // one that was being written
        }
        try {
            String path = folder + "/" + name;
            return isOurs(path)
                    ? StateText.read(last(kernel.read(path, LIMIT)))
                            .filter(state -> state.boot().equals(boot) && isOfThisNamespace(state))
                    : Optional.empty();
        } catch (KernelException unreadable) {
            return Optional.empty();
        }
    }
}
