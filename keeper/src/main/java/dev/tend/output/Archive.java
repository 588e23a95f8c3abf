package dev.tend.output;

import dev.tend.kernel.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rotated files beside an instance's {@code current}, oldest first by name. Never touches a file whose name it didn't give.
 */
public final class Archive {

    /** The names of rotated files: they sort as their times do, in microseconds since 1970. */
    public interface Naming {

        String name(long micros);

        /** The time in a name given here; empty for any other name. */
        OptionalLong time(String name);
    }

    private static final Naming OWN = new Naming() {
        @Override
        public String name(long micros) {
            return UtcTime.fileName(micros);
        }

        @Override
        public OptionalLong time(String name) {
            return UtcTime.ofFileName(name);
        }
    };

    private final Files files;
    private final String folder;
    private final Naming naming;

    /** The latest time ever given to a file, for the clock may jump back and the file be gone. */
    private long last = -1;

    Archive(Files files, String folder) {
        this(files, folder, OWN);
    }

    public Archive(Files files, String folder, Naming naming) {
        this.files = files;
        this.folder = folder;
        this.naming = naming;
    }

    /** The names of files that the keeper rotated, oldest first. */
    static List<String> names(Files files, String folder) {
        return new Archive(files, folder).names();
    }

    /** The rotated files' names, oldest first. */
    public List<String> names() {
        List<String> found = new ArrayList<>();
        for (String name : files.names(folder)) {
            if (naming.time(name).isPresent()) {
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
    public List<String> add(String current, long wallTime) {
        List<String> names = names();
        if (!names.isEmpty()) {
            last = Math.max(last, naming.time(names.getLast()).orElseThrow());
        }
        long time = Math.max(wallTime, last + 1);
        String name = naming.name(time);
        files.rename(current, folder + "/" + name);
        last = time;
        names.add(name);
        return names;
    }

    /** Removes the oldest of {@code names} beyond {@code keep}. */
    public void prune(List<String> names, int keep) {
        for (int i = 0; i < names.size() - keep; i++) {
            files.remove(folder + "/" + names.get(i));
        }
    }

    /** Removes the oldest file. Returns its size; 0 where there is none. */
    long removeOldest() {
        List<String> names = names();
        if (names.isEmpty()) {
            return 0;
        }
        String oldest = folder + "/" + names.getFirst();
        long size = files.facts(oldest).map(Files.Facts::size).orElse(0L);
        files.remove(oldest);
        return size;
    }

    /** The path of the newest file, if there is one. */
    Optional<String> newest() {
        List<String> names = names();
        return names.isEmpty() ? Optional.empty() : Optional.of(folder + "/" + names.getLast());
    }
}
