package dev.tend.source;

import dev.tend.format.SourceFiles;
import dev.tend.kernel.Files;
import java.util.List;
import java.util.Optional;

/** The files of sources as the system has them. An object is for one pass over them, see {@link Trust}. */
public final class TrustedFiles implements SourceFiles {

    private final Files files;
    private final Trust trust;

    public TrustedFiles(Files files) {
        this.files = files;
        this.trust = new Trust(files);
    }

    @Override
    public Optional<Facts> facts(String path) {
        return files.facts(path)
                .map(facts -> new Facts(kind(facts.kind()), facts.owner(), facts.size(), facts.changed()));
    }

    private static Kind kind(Files.Kind kind) {
        return switch (kind) {
            case FILE -> Kind.FILE;
            case FOLDER -> Kind.FOLDER;
            case FIFO, SOCKET, LINK, OTHER -> Kind.OTHER;
        };
    }

    @Override
    public List<String> names(String folder) {
        return files.names(folder);
    }

    @Override
    public String read(String path) {
        return files.read(path, Catalogue.FILE_LIMIT);
    }

    @Override
    public String resolved(String path) {
        return SymbolicLinks.of(path, files::link).path();
    }

    @Override
    public Optional<String> distrust(String path) {
        return trust.problem(path);
    }
}
