package dev.tend.format;

import java.util.List;
import java.util.Optional;

/**
 * The files that sources of services are read from. Every method throws a {@link FileException} if the system refuses.
 */
public interface SourceFiles {

    enum Kind {
        FILE,
        FOLDER,
        OTHER
    }

    /**
     * @param owner the user id of its owner
     * @param changed the time of the last modification, in microseconds since 1970
     */
    record Facts(Kind kind, int owner, long size, long changed) {}

    /** Returns the facts of a file, symbolic links followed; empty if it does not exist. */
    Optional<Facts> facts(String path);

    /** Returns the names in a directory, sorted. */
    List<String> names(String folder);

    /** Returns the text of a file of at most 64 KiB. */
    String read(String path);

    /** Returns the path that the symbolic links on the way to a file lead to. */
    String resolved(String path);

    /** Returns why a keeper that runs as root must not use a file: others could change it. */
    Optional<String> distrust(String path);

    /** Tells whether a path leads to a file, or directory, of that kind. */
    default boolean is(Kind kind, String path) {
        return facts(path).filter(facts -> facts.kind() == kind).isPresent();
    }
}
