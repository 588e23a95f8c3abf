package dev.tend.kernel;

import java.util.List;
import java.util.Optional;

/** Small files and folders, by path. */
public interface Files {

    /**
     * The whole text of a small file, as UTF-8.
     *
     * @throws KernelException also where it is larger than {@code limit} bytes or no regular file
     */
    String read(String path, int limit);

    /** Writes a file whole: under another name in the same folder first, then renamed over it. */
    void replace(String path, String text, int mode);

    /**
     * Writes a text over the last bytes of an existing file, and beyond. Where that fails, or the process dies meanwhile, a part
     * of it may have been written.
     *
     * @param count the number of bytes that are written over
     */
    void overwriteEnd(String path, int count, String text);

    void rename(String from, String to);

    /** Removes a file; it is no error where the file does not exist. */
    void remove(String path);

    /** Removes a file that does no harm where it has to stay. */
    default void removeIfPossible(String path) {
        try {
            remove(path);
        } catch (KernelException stays) {
            return; // until one of its name is made or removed
        }
    }

    /** The names in a folder, sorted, without {@code .} and {@code ..}. */
    List<String> names(String folder);

    /** Returns the same names; none where the folder is gone or may not be looked at, as may happen in {@code /proc}. */
    default List<String> namesIfPossible(String folder) {
        try {
            return names(folder);
        } catch (KernelException hidden) {
            return List.of();
        }
    }

    /** Returns what {@link #read} does; "" where the file is gone or may not be read, as may happen in {@code /proc}. */
    default String readIfPossible(String path, int limit) {
        try {
            return read(path, limit);
        } catch (KernelException hidden) {
            return "";
        }
    }

    /** Makes a folder and those above it; one that exists keeps its mode. */
    void makeFolder(String path, int mode);

    /** Returns the facts of a file, symbolic links followed; empty where it does not exist. */
    Optional<Facts> facts(String path);

    /**
     * Returns the facts of a file, or of a symbolic link itself; empty where neither exists. A system without links
     * answers as {@link #facts} does.
     */
    default Optional<Facts> entry(String path) {
        return facts(path);
    }

    /** Tells whether a file is on a file system that is mounted read-only. */
    default boolean isReadOnly(String path) {
        return false;
    }

    /** Marks a directory and those above as writable by root and us alone, so that they are not checked again. */
    default void own(String folder) {}

    /** Returns the target of a symbolic link, relative or not; empty where the path is none. */
    Optional<String> link(String path);

    /**
     * @param mode permission bits only
     * @param changed the last modification, in microseconds since 1970
     */
    record Facts(Kind kind, int mode, int owner, int group, long size, long changed, long inode) {}

    /** The kinds of files. */
    enum Kind {
        FILE,
        FOLDER,
        FIFO,
        SOCKET,
        LINK,
        OTHER
    }

    /** The user id the keeper runs as. */
    int userId();
}
