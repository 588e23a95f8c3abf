package dev.tend.simulation;

import dev.tend.kernel.Files;
import java.util.List;
import java.util.Optional;

/** Files that are implemented by another object. */
interface BorrowedFiles extends Files {

    Files files();

    @Override
    default String read(String path, int limit) {
        return files().read(path, limit);
    }

    @Override
    default void replace(String path, String text, int mode) {
        files().replace(path, text, mode);
    }

    @Override
    default void overwriteEnd(String path, int count, String text) {
        files().overwriteEnd(path, count, text);
    }

    @Override
    default void rename(String from, String to) {
        files().rename(from, to);
    }

    @Override
    default void remove(String path) {
        files().remove(path);
    }

    @Override
    default List<String> names(String folder) {
        return files().names(folder);
    }

    @Override
    default void makeFolder(String path, int mode) {
        files().makeFolder(path, mode);
    }

    @Override
    default Optional<Facts> facts(String path) {
        return files().facts(path);
    }

    @Override
    default Optional<String> link(String path) {
        return files().link(path);
    }

    @Override
    default int userId() {
        return files().userId();
    }
}
