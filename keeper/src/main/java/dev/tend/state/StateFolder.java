package dev.tend.state;

import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.instance.TaskRuns;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.StartTiming;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The directory of state files, one for each instance: {@code RUN/state/NAME}. Lives are written one after the other,
 * which takes a third of the time of a new file, until the file's first page is full. A life that a keeper did not
 * write to its end is ignored.
 */
public final class StateFolder {

    /** A service file of the greatest size, and what stands before it. */
    private static final int LIMIT = 128 << 10;

    private static final int MODE = 0600; // it holds the service file, which may hold secrets
    private static final int PAGE = 4096;

    /** The most characters by which one life of an instance may be longer than another. */
    private static final int MARGIN = 128;

    private static final int FOLDER_MODE = 0700;
    private static final String DAMAGED = ".damaged";

    /** Directories that are not removed may have the name. */
    private static final int MOST_DAMAGED = 10;

    private final Kernel kernel;
    private final String folder;
    private final String boot;
    private final String namespace;

    /** The lengths in bytes of the files that this keeper has written, by instance. */
    private final Map<String, Integer> sizes = new HashMap<>();

    /** Instances that are no more, and whose files stay. */
    private final Set<String> kept = new HashSet<>();

    public StateFolder(Kernel kernel, String folder) {
        this.kernel = kernel;
        this.folder = folder;
        this.boot = kernel.clock().bootId();
        this.namespace = kernel.processes().pidNamespace();
    }

    /** @throws KernelException where it could not be written; the former state stands then */
    void write(Instance instance) {
        var definition = instance.definition();
        var state = new StateText(
                boot,
                namespace,
                instance.name(),
                definition.spec().name(),
                definition.path(),
                instance.annotation(),
                instance.pending(),
                instance.leaving(),
                instance.doubted(),
                instance.runs(),
                instance.life(),
                instance.pace(),
                definition.text());
        write(instance.name(), StateFile.life(state), livesToCome(instance.life()));
    }

    /**
     * Returns how many more lives a restart needs room for. Where they fit, a full disk keeps no instance from being
     * started again; and a restart that finds no room for them is refused before anything is stopped.
     */
    private static int livesToCome(Life life) {
        boolean returns = life.wanted() == Wanted.UP;
        return switch (life.state()) {
            case HookPhase.StopPre _ when returns -> 2;
            case State.Stopping _ when returns -> 1;
            default -> 0;
        };
    }

    private void write(String name, String text, int livesToCome) {
        int size = sizes.getOrDefault(name, PAGE) + text.length();
        sizes.remove(name); // where this fails, the next one writes anew
        int room = livesToCome * (text.length() + MARGIN);
        if (size + room > PAGE || !append(name, text)) {
            size = text.length();
            replace(name, text + StateFile.END);
        }
        sizes.put(name, size);
    }

    private void replace(String name, String content) {
        String path = path(name);
        try {
            kernel.files().replace(path, content, MODE);
        } catch (KernelException failed) {
            if (!makeWay(name)) {
                throw failed;
            }
            kernel.files().replace(path, content, MODE);
        }
    }

    /** Returns whether there was a directory in place of the file, or none to hold it, and no longer is. */
    private boolean makeWay(String name) {
        try {
            if (kernel.files().facts(folder).isEmpty()) {
                kernel.files().makeFolder(folder, FOLDER_MODE);
                return true;
            }
            return kernel.files()
                            .facts(path(name))
                            .filter(found -> found.kind() == Kind.FOLDER)
                            .isPresent()
                    && setAside(name);
        } catch (KernelException stays) {
            return false; // what failed before tells why
        }
    }

    /** Not where somebody has removed the file, say. */
    private boolean append(String name, String text) {
        try {
            kernel.files().overwriteEnd(folder + "/" + name, StateFile.END.length(), text + StateFile.END);
            return true;
        } catch (KernelException anew) {
            return false;
        }
    }

    public void remove(String name) {
        sizes.remove(name);
        kept.remove(name);
        try {
            kernel.files().remove(path(name));
        } catch (KernelException stays) {
            return; // a next keeper will find its process gone
        }
    }

    /** Keeps the file of a removed instance of which something may still run: the next keeper has to know. */
    void keep(String name) {
        kept.add(name);
    }

    boolean isKept(String name) {
        return kept.contains(name);
    }

    /**
     * Removes all state files but the kept ones: nothing runs any more, and a file that could not be removed before
     * must not mislead the next keeper.
     */
    public void clear() {
        try {
            for (String name : kernel.files().names(folder)) {
                if (!kept.contains(name)) {
                    remove(name);
                }
            }
        } catch (KernelException unreadable) {
            return; // as in remove
        }
    }

    /** Sets a file aside that cannot be read, for people, until the next keeper starts. Returns whether it could. */
    public boolean setAside(String name) {
        sizes.remove(name);
        for (int number = 1; number <= MOST_DAMAGED; number++) {
            if (rename(path(name), path("." + name + DAMAGED + (number == 1 ? "" : "." + number)))) {
                return true;
            }
        }
        return false;
    }

    /** Not where there is a directory of that name, say. */
    private boolean rename(String from, String to) {
        try {
            kernel.files().rename(from, to);
            return true;
        } catch (KernelException stays) {
            return false;
        }
    }

    /** Returns the state files of earlier keepers, by instance. Files that belong to no instance are removed. */
    public Map<String, StateFile> read() {
        var found = new TreeMap<String, StateFile>();
        Optional<StateFile> former = Optional.empty();
        for (String name : kernel.files().names(folder)) {
            if (name.startsWith(".")) {
                remove(name); // one that was being written, or was set aside
            } else {
                var file = read(name).sharing(former); // that of an instance of the same service, mostly
                found.put(name, file);
                former = Optional.of(file);
            }
        }
        return found;
    }

    private StateFile read(String name) {
        try {
            return isOurs(path(name))
                    ? StateFile.read(name, kernel.files().read(path(name), LIMIT))
                    : StateFile.unreadable("belongs to another user");
        } catch (KernelException unreadable) {
            return StateFile.unreadable("cannot be read: " + unreadable.getMessage());
        }
    }

    /** Tells whether a file belongs to the keeper's user or root; the content of any other file is ignored, since it would be run as us. */
    private boolean isOurs(String path) {
        return kernel.files()
                .entry(path)
                .filter(found ->
                        found.owner() == 0 || found.owner() == kernel.files().userId())
                .isPresent();
    }

    /** Tells whether a state is of this boot: of an earlier one nothing runs any more. */
    public boolean isOfThisBoot(StateText state) {
        return state.boot().equals(boot);
    }

    /** Tells whether the pids of a state mean something here; a keeper of an earlier version did not write the namespace down. */
    public boolean isOfThisNamespace(StateText state) {
        return state.namespace().isEmpty()
                || namespace.isEmpty()
                || state.namespace().equals(namespace);
    }

    /** A state for an instance of which none can be read, as of now. */
    public StateText blank(String instance, Definition definition, Life life) {
        return new StateText(
                boot,
                namespace,
                instance,
                definition.spec().name(),
                definition.path(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                TaskRuns.NONE,
                life,
                StartTiming.NONE,
                definition.text());
    }

    public String path(String name) {
        return folder + "/" + name;
    }
}
