package dev.tend.format.runit;

import dev.tend.format.FileException;
import dev.tend.format.FileNames;
import dev.tend.format.Parsed;
import dev.tend.format.ServiceSource;
import dev.tend.format.SourceFiles;
import dev.tend.format.SourceFiles.Kind;
import dev.tend.format.SourceReader;
import dev.tend.format.tend.ServiceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Service folders of runit: of a directory, all folders and links to folders whose names do not begin with a dot, but no copies. */
public final class RunitSource implements ServiceSource {

    /** The files that are executed as the keeper's user. */
    private static final List<String> SCRIPTS = List.of("run", "finish", "check", "log/run", "log/finish");

    private final RunitFolder place;

    public RunitSource(RunitFolder place) {
        this.place = place;
    }

    @Override
    public String key() {
        return RunitFormat.NAME;
    }

    @Override
    public String path() {
        return place.path();
    }

    @Override
    public boolean owns(String file) {
        return below(path()).test(file);
    }

    @Override
    public List<String> watched() {
        return place.alone() ? List.of() : List.of(path());
    }

    @Override
    public boolean isOfInterest(String folder, String name) {
        return path().equals(folder) && !name.startsWith(".");
    }

    @Override
    public Parsed parse(String file, String name, String text) {
        return ServiceFile.parse(file, name, text);
    }

    @Override
    public void read(SourceReader reader) {
        try {
            for (String folder : folders(reader.files())) {
                folder(folder, reader);
            }
        } catch (FileException gone) {
            reader.unreadable(path(), gone.getMessage(), this::owns);
        }
    }

    /** Reads a service folder: like runsv only once, unless a person asks for more. */
    private void folder(String folder, SourceReader reader) {
        if (!reader.isWorthReading(folder, 0) && isLeft(folder, reader)) {
            return;
        }
        try {
            services(folder, reader.files())
                    .forEach((script, text) -> reader.service(RunitFolder.name(script), script, text, 0));
        } catch (FileException unreadable) {
            reader.unreadable(folder, unreadable.getMessage(), below(folder));
        }
    }

    private static boolean isLeft(String folder, SourceReader reader) {
        boolean service = reader.leave(RunitFolder.name(folder + "/"), below(folder));
        boolean logger = reader.leave(RunitFolder.loggerOf(folder), below(folder));
        return service || logger;
    }

    private static Predicate<String> below(String folder) {
        return path -> path.startsWith(folder + "/");
    }

    private List<String> folders(SourceFiles files) {
        if (place.alone()) {
            return List.of(path());
        }
        trust(path(), files);
        var folders = new ArrayList<String>();
        for (String name : files.names(path())) {
            String folder = path() + "/" + name;
            if (!name.startsWith(".") && !FileNames.isCopy(name) && mayBeFolder(folder, files)) {
                folders.add(folder);
            }
        }
        return folders;
    }

    /** Returns the services of a folder, each as the text of a service file, by the paths of their scripts. */
    private Map<String, String> services(String folder, SourceFiles files) {
        trust(folder, files);
        for (String script : SCRIPTS) {
            trustScript(folder + "/" + script, files);
        }
        var there = new HashSet<String>();
        for (String file : RunitFolder.FILES) {
            if (files.is(Kind.FILE, folder + "/" + file)) {
                there.add(file);
            }
        }
        return place.services(folder, files.resolved(folder), there);
    }

    /** Checks a script if it exists. */
    private static void trustScript(String script, SourceFiles files) {
        if (files.facts(script).isPresent()) {
            files.distrust(script).ifPresent(problem -> {
                throw new FileException(script + ": " + problem);
            });
        }
    }

    private static void trust(String folder, SourceFiles files) {
        if (files.facts(folder).isEmpty()) {
            throw new FileException("there is no such folder");
        }
        files.distrust(folder).ifPresent(problem -> {
            throw new FileException(problem);
        });
    }

    /**
     * Tells whether a path may be a service folder. A path that cannot be looked at may be a folder that was there
     * before: reading it reports what is wrong with it, and with no other.
     */
    private static boolean mayBeFolder(String path, SourceFiles files) {
        try {
            return files.is(Kind.FOLDER, path);
        } catch (FileException hidden) {
            return true;
        }
    }
}
