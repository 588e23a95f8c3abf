package dev.tend.source;

import dev.tend.format.FileNames;
import dev.tend.format.runit.RunitFolder;
import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.KernelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Finds runit's service folders, and what they become. */
public final class ServiceFolders {

    /** The files that are executed as the keeper's user. */
    private static final List<String> SCRIPTS = List.of("run", "finish", "check", "log/run", "log/finish");

    private final Files files;
    private final Trust trust;

    public ServiceFolders(Files files) {
        this.files = files;
        this.trust = new Trust(files);
    }

    /**
     * The service folders, in order: all folders and links to folders whose names do not begin with a dot, but no copies by editors
     * and packagers.
     *
     * @throws KernelException where they cannot be listed, or must not be trusted
     */
    public List<String> list(RunitFolder source) {
        if (source.alone()) {
            return List.of(source.path());
        }
        trust(source.path());
        var folders = new ArrayList<String>();
        for (String name : files.names(source.path())) {
            String path = source.path() + "/" + name;
            if (!name.startsWith(".") && !FileNames.isCopy(name) && mayBeFolder(path)) {
                folders.add(path);
            }
        }
        return folders;
    }

    /**
     * The services of one of them, each as the text of a service file, by the paths of their scripts.
     *
     * @throws KernelException where it must not be trusted
     */
    public Map<String, String> read(RunitFolder source, String folder) {
        trust(folder);
        for (String script : SCRIPTS) {
            trustScript(folder + "/" + script);
        }
        var there = new HashSet<String>();
        for (String file : RunitFolder.FILES) {
            if (isA(Kind.FILE, folder + "/" + file)) {
                there.add(file);
            }
        }
        return source.services(folder, SymbolicLinks.of(folder, files::link).path(), there);
    }

    /** Checks a script if it exists. */
    private void trustScript(String script) {
        if (files.facts(script).isPresent()) {
            trust.problem(script).ifPresent(problem -> {
                throw new KernelException(script + ": " + problem);
            });
        }
    }

    private void trust(String folder) {
        if (files.facts(folder).isEmpty()) {
            throw new KernelException("there is no such folder");
        }
        var problem = trust.problem(folder);
        if (problem.isPresent()) {
            throw new KernelException(problem.get());
        }
    }

    /**
     * Tells whether a path may be a service folder. A path that cannot be looked at may be a folder that was there
     * before: {@link #read} reports what is wrong with it, and with no other.
     */
    private boolean mayBeFolder(String path) {
        try {
            return isA(Kind.FOLDER, path);
        } catch (KernelException hidden) {
            return true;
        }
    }

    private boolean isA(Kind kind, String path) {
        var facts = files.facts(path);
        return facts.isPresent() && facts.get().kind() == kind;
    }
}
