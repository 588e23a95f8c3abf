package dev.tend.format.going;

import dev.tend.format.FileNames;
import dev.tend.format.Parsed;
import dev.tend.format.SourceFiles;
import dev.tend.format.tend.DirectorySource;
import java.util.Optional;

/**
 * A directory of going, which takes every file but dot-files; copies by editors and packagers would be second
 * processes.
 */
public final class GoingSource extends DirectorySource {

    public GoingSource(String path) {
        super(path);
    }

    @Override
    protected boolean isServiceFile(String name) {
        return !name.startsWith(".") && !FileNames.isCopy(name);
    }

    @Override
    protected boolean hasDefaults() {
        return false;
    }

    @Override
    public Parsed parse(String file, String name, String text) {
        return GoingFile.parse(file, name, text);
    }

    /** Like going, which waits for files. */
    @Override
    public boolean isRequired() {
        return false;
    }

    @Override
    public Optional<String> remark(SourceFiles files) {
        return Optional.empty();
    }
}
