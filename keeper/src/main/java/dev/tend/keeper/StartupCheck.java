package dev.tend.keeper;

import dev.tend.format.Bundle;
import dev.tend.format.FileNames;
import dev.tend.format.Problem;
import dev.tend.format.runit.RunitFolder;
import dev.tend.formats.Formats;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.source.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a keeper that has found no service at its start. The person who has just started it should learn that, and
 * why; a keeper that runs without services looks like one that works.
 */
final class StartupCheck {

    /** {@code EX_CONFIG}. */
    static final int UNUSABLE = 78;

    private final Files files;
    private final KeeperOptions options;
    private final Catalogue catalogue;

    StartupCheck(Files files, KeeperOptions options, Catalogue catalogue) {
        this.files = files;
        this.options = options;
        this.catalogue = catalogue;
    }

    /** Tells whether all that it was given was refused as a whole, so that no edit of a service's own file could help. */
    boolean isUnusable() {
        boolean unusable =
                isOurs() && catalogue.isEmpty() && !catalogue.problems().isEmpty();
        for (Problem problem : catalogue.problems()) {
            unusable = unusable && isSource(problem.file());
        }
        return unusable;
    }

    private boolean isSource(String path) {
        for (Bundle bundle : options.bundles()) {
            if (bundle.path().equals(path)) {
                return true;
            }
        }
        for (RunitFolder folder : options.runit()) {
            if (folder.path().equals(path)) {
                return true;
            }
        }
        return options.folders().contains(path);
    }

    /** Returns a sentence for each folder that has no service, where there is none at all. */
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (isOurs() && catalogue.isEmpty()) {
            options.folders().forEach(folder -> remarks.add("no service in " + folder + " yet" + hint(folder)));
        }
        return remarks;
    }

    /** Other programs, whose place it takes, say nothing. */
    private boolean isOurs() {
        return options.manner() == KeeperOptions.Manner.TEND
                && options.dialect().equals(Formats.NATIVE);
    }

    private String hint(String folder) {
        try {
            for (String name : files.names(folder)) {
                var problem = name.startsWith(".") ? Optional.<String>empty() : FileNames.problem(name);
                if (problem.isPresent() && isFile(folder + "/" + name)) {
                    return ": " + name + " is none: " + problem.get() + "; see \"tend check " + folder + "\"";
                }
            }
        } catch (KernelException unreadable) {
            return "";
        }
        return "";
    }

    private boolean isFile(String path) {
        return files.facts(path).filter(facts -> facts.kind() == Kind.FILE).isPresent();
    }
}
