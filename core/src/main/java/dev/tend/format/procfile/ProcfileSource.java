package dev.tend.format.procfile;

import dev.tend.format.FileException;
import dev.tend.format.Parsed;
import dev.tend.format.ServiceSource;
import dev.tend.format.SourceFiles;
import dev.tend.format.SourceReader;
import dev.tend.format.tend.ServiceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Procfile. Its content is remembered until it changes. */
final class ProcfileSource implements ServiceSource {

    static final String KEY = "procfiles";

    private final ProcfileBundle bundle;
    private Contents last = new Contents(Map.of(), List.of());

    ProcfileSource(ProcfileBundle bundle) {
        this.bundle = bundle;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String words() {
        return bundle.words();
    }

    @Override
    public String path() {
        return bundle.path();
    }

    @Override
    public boolean owns(String file) {
        return file.equals(path());
    }

    @Override
    public List<String> watched() {
        return List.of(bundle.folder());
    }

    @Override
    public boolean isOfInterest(String folder, String name) {
        return path().equals(folder.endsWith("/") ? folder + name : folder + "/" + name);
    }

    @Override
    public boolean isFolder() {
        return false;
    }

    @Override
    public boolean isPrinted() {
        return true;
    }

    @Override
    public Parsed parse(String file, String name, String text) {
        return ServiceFile.parse(file, name, text);
    }

    @Override
    public void read(SourceReader reader) {
        try {
            var contents = contents(reader);
            if (!contents.problems().isEmpty()) {
                reader.refuseAll(contents.problems(), this::owns);
            }
            contents.services().forEach((name, text) -> reader.service(name, path(), text, 0));
        } catch (FileException gone) {
            reader.unreadable(path(), gone.getMessage(), this::owns);
        }
    }

    private Contents contents(SourceReader reader) {
        var files = reader.files();
        var facts = files.facts(path()).orElseThrow(() -> new FileException("there is no such file"));
        files.distrust(path()).ifPresent(problem -> {
            throw new FileException(problem);
        });
        if (reader.isWorthReading(path(), facts.changed())) {
            last = bundle.read(files.read(path()), file -> beside(files, file));
        }
        return last;
    }

    private static Optional<String> beside(SourceFiles files, String file) {
        return files.facts(file).map(_ -> {
            files.distrust(file).ifPresent(problem -> {
                throw new FileException(file + ": " + problem); // it says what variables root's processes have
            });
            return files.read(file);
        });
    }
}
