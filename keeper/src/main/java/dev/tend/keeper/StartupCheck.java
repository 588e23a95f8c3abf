package dev.tend.keeper;

import dev.tend.format.Problem;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Files;
import dev.tend.source.Catalogue;
import dev.tend.source.TrustedFiles;
import java.util.ArrayList;
import java.util.List;

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
            unusable = unusable && options.sources().isOne(problem.file());
        }
        return unusable;
    }

    /** Returns a sentence for each source that has no service, where there is none at all. */
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (isOurs() && catalogue.isEmpty()) {
            var trusted = new TrustedFiles(files);
            options.sources().all().forEach(source -> source.remark(trusted).ifPresent(remarks::add));
        }
        return remarks;
    }

    /** Other programs, whose place it takes, say nothing. */
    private boolean isOurs() {
        return options.manner() == KeeperOptions.Manner.TEND
                && options.sources().areRequired();
    }
}
