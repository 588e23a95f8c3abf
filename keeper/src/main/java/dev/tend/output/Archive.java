package dev.tend.output;

import dev.tend.kernel.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rotated files beside an instance's {@code current}, oldest first by name. Never touches a file whose name it didn't give.
 */
final class Archive {

    private final Files files;
    private final String folder;

    /** The latest time ever given to a file, for the clock may jump back and the file be gone. */
    private long last = -1;

    Archive(Files files, String folder) {
        this.files = files;
        this.folder = folder;
    }

    /** The rotated files' names, oldest first. */
    static List<String> names(Files files, String folder) {
        List<String> found = new ArrayList<>();
        for (String name : files.names(folder)) {
            if (UtcTime.ofFileName(name).isPresent()) {
                found.add(name);
            }
        }
        return found;
    }

    /**
     * Moves {@code current} here, under a name later than all others.
     *
     * @return the names of all rotated files now, oldest first
     */
    List<String> add(String current, long wallTime) {
        List<String> names = names(files, folder);
        if (!names.isEmpty()) {
            last = Math.max(last, UtcTime.ofFileName(names.getLast()).orElseThrow());
        }
        long time = Math.max(wallTime, last + 1);
        String name = UtcTime.fileName(time);
        files.rename(current, folder + "/" + name);
        last = time;
        names.add(name);
        return names;
    }

    /** Removes the oldest of {@code names} beyond {@code keep}. */
    void prune(List<String> names, int keep) {
        for (int i = 0; i < names.size() - keep; i++) {
            files.remove(folder + "/" + names.get(i));
        }
    }

    /** The path of the newest file, if there is one. */
    Optional<String> newest() {
        List<String> names = names(files, folder);
        return names.isEmpty() ? Optional.empty() : Optional.of(folder + "/" + names.getLast());
    }
}
