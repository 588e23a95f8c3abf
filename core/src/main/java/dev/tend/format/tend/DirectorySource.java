package dev.tend.format.tend;

import dev.tend.format.FileException;
import dev.tend.format.FileNames;
import dev.tend.format.Parsed;
import dev.tend.format.Problem;
import dev.tend.format.ServiceSource;
import dev.tend.format.SourceFiles;
import dev.tend.format.SourceFiles.Kind;
import dev.tend.format.SourceReader;
import java.util.List;
import java.util.Optional;

/** A directory with a file for each service, and {@link Defaults} for all of them. */
public class DirectorySource implements ServiceSource {

    public static final String KEY = "folders";

    /** The problem of a file that an earlier keeper took for a service, by an older rule. */
    private static final String ONCE_A_SERVICE =
            "a new file of this name would be no service: rename it, with letters, digits, - and _;"
                    + " until then it goes on, and an edit counts at the next reload";

    private final String path;

    public DirectorySource(String path) {
        this.path = path;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public final String path() {
        return path;
    }

    @Override
    public final boolean owns(String file) {
        return file.startsWith(path + "/") && file.indexOf('/', path.length() + 1) < 0;
    }

    @Override
    public final List<String> watched() {
        return List.of(path);
    }

    @Override
    public final boolean isOfInterest(String folder, String name) {
        return folder.equals(path) && (isServiceFile(name) || hasDefaults() && name.equals(Defaults.FILE));
    }

    /** Tells whether a file of this name is meant to be a service. */
    protected boolean isServiceFile(String name) {
        return ServiceFile.isServiceFile(name);
    }

    /** Tells whether a file in the directory may set {@link Defaults}. */
    protected boolean hasDefaults() {
        return true;
    }

    @Override
    public Parsed parse(String file, String name, String text) {
        return ServiceFile.parse(file, name, text);
    }

    @Override
    public final void read(SourceReader reader) {
        try {
            var files = reader.files();
            var distrust = files.facts(path).flatMap(_ -> files.distrust(path));
            if (distrust.isPresent()) {
                reader.unreadable(path, distrust.get(), this::owns);
                return;
            }
            var defaults = hasDefaults() ? defaults(reader) : new Found(Defaults.NONE, false);
            for (String name : files.names(path)) {
                file(name, reader, defaults);
            }
        } catch (FileException gone) {
            reader.unreadable(path, gone.getMessage(), this::owns);
        }
    }

    private void file(String name, SourceReader reader, Found defaults) {
        String file = path + "/" + name;
        if (isServiceFile(name)) {
            reader.file(name, file, defaults.changed(), defaults.defaults()::applied);
        } else if (reader.isInForce(name, file)) {
            reader.file(name, file, defaults.changed(), defaults.defaults()::applied);
            reader.mark(name, new Problem(file, 0, ONCE_A_SERVICE));
        }
    }

    /** @param changed whether all service files are to be read anew */
    private record Found(Defaults defaults, boolean changed) {}

    private Found defaults(SourceReader reader) {
        String file = path + "/" + Defaults.FILE;
        boolean changed = reader.isWorthReading(file, 0);
        try {
            var facts = reader.files().facts(file);
            if (facts.isEmpty()) {
                return new Found(Defaults.NONE, changed);
            }
            changed = reader.isWorthReading(file, facts.get().changed());
            var distrust = reader.files().distrust(file);
            if (distrust.isPresent()) {
                reader.report(List.of(new Problem(file, 0, distrust.get())));
                return new Found(Defaults.NONE, changed);
            }
            var defaults = Defaults.parse(file, reader.files().read(file));
            reader.report(defaults.problems());
            return new Found(defaults, changed);
        } catch (FileException unreadable) {
            reader.report(List.of(new Problem(file, 0, unreadable.getMessage())));
            return new Found(Defaults.NONE, changed);
        }
    }

    @Override
    public Optional<String> remark(SourceFiles files) {
        return Optional.of("no service in " + path + " yet" + hint(files));
    }

    private String hint(SourceFiles files) {
        try {
            for (String name : files.names(path)) {
                var problem = name.startsWith(".") ? Optional.<String>empty() : FileNames.problem(name);
                if (problem.isPresent() && files.is(Kind.FILE, path + "/" + name)) {
                    return ": " + name + " is none: " + problem.get() + "; see \"tend check " + path + "\"";
                }
            }
        } catch (FileException unreadable) {
            return "";
        }
        return "";
    }
}
