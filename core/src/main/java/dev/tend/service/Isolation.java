package dev.tend.service;

import java.util.List;

/**
 * The parts of the system of which a process has its own view, or none: Linux namespaces, and what is mounted in its own.
 *
 * @param net whether it has a network of its own, in which there is only the loopback interface
 * @param mount whether it has mounts of its own
 * @param pid whether it has process numbers of its own, and sees no other processes
 * @param empty the directories in whose place it has empty ones of its own, in memory
 * @param readOnly the paths below which it may change nothing
 * @param hidden the paths that it cannot look into
 */
public record Isolation(
        boolean net, boolean mount, boolean pid, List<String> empty, List<Place> readOnly, List<Place> hidden) {

    public static final Isolation NONE = new Isolation(false, false, false, List.of(), List.of(), List.of());

    /** @param optional whether it may be missing */
    public record Place(String path, boolean optional) {}

    /** Tells whether the process shares all with the keeper. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Tells whether the process has mounts of its own: it needs its own {@code /proc} to see its own process numbers. */
    public boolean mounts() {
        return mount || pid || !empty.isEmpty() || !readOnly.isEmpty() || !hidden.isEmpty();
    }
}
