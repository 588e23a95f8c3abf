package dev.tend.keeper;

import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.path.Ownership;
import dev.tend.path.Ownership.Flaw;
import dev.tend.path.Ownership.Flaw.Right;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The directories whose content a keeper trusts or writes to. A user who can change one of them, or a directory on the
 * way to it, could make the keeper run, read or write whatever it has the rights for; so they are checked once, before
 * anything in them is read.
 */
public final class OwnDirectories {

    private static final int ROOT = 0;

    private final Files files;
    private final Ownership ownership;
    private final List<String> warnings = new ArrayList<>();
    private final Set<Flaw> seen = new HashSet<>();

    public OwnDirectories(Files files) {
        this.files = files;
        this.ownership = new Ownership(files);
    }

    /**
     * Makes the directories of a keeper, and checks that of the logs. Returns the flaws that are tolerated.
     *
     * @throws KernelException where one cannot be made, or others can change it
     */
    List<String> prepare(KeeperOptions options) {
        make(options.runFolder(), KeeperOptions.RUN_FOLDER_MODE);
        make(options.stateFolder(), 0700);
        make(options.outputFolder(), 0711); // services open their own pipes in it
        make(options.notifyFolder(), 0711); // and write to their own sockets
        checkLogs(options.logFolder());
        noteLogFolder(options);
        return warnings();
    }

    /** Notes the directories of logs and history for programs that read these while there is no keeper. */
    private void noteLogFolder(KeeperOptions options) {
        try {
            files.replace(KeeperOptions.logFolderFile(options.runFolder()), options.logFolder() + "\n", 0644);
        } catch (KernelException unwritten) {
            return;
        }
    }

    /** Returns the flaws that are tolerated. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Makes a run directory, or a directory in it.
     *
     * @throws KernelException where others can change it: it exits with 77
     */
    public void make(String directory, int mode) {
        require(directory, false);
        makeFolder(directory, mode);
        keep(directory, require(directory, false)); // another process may have made it just now
    }

    private void makeFolder(String directory, int mode) {
        try {
            files.makeFolder(directory, mode);
        } catch (KernelException e) {
            throw KernelException.saying(
                    e.getMessage() + ": choose another run directory (--run-dir, TEND_RUN_DIR)", e.errno());
        }
    }

    /**
     * Checks the log directory, which need not be there.
     *
     * @throws KernelException where others can change it: it exits with 77
     */
    public void checkLogs(String directory) {
        boolean ours = require(directory, true);
        if (files.facts(directory).isPresent()) {
            keep(directory, ours);
        }
    }

    private void keep(String directory, boolean ours) {
        if (ours) {
            files.own(directory);
        }
    }

    /** Returns whether there was nothing to find fault with. */
    private boolean require(String directory, boolean logs) {
        List<Flaw> flaws = ownership.flaws(directory);
        String option = logs ? "--log-dir" : "--run-dir";
        for (Flaw flaw : flaws) {
            if (!isTolerable(flaw, logs)) {
                throw KernelException.saying(
                        flaw.text() + ", so what is below it cannot be trusted: " + flaw.remedy(files.userId())
                                + ", or choose another " + option,
                        Errno.EPERM);
            }
            String warning = flaw.text() + ", so others can disturb what is below it: " + flaw.remedy(ROOT)
                    + ", or choose another " + option;
            if (seen.add(flaw)) {
                warnings.add(warning);
            }
        }
        return flaws.isEmpty();
    }

    /**
     * Tells whether a flaw is tolerated. A directory that root has opened to others on purpose, such as a volume of a
     * container, or {@code /var/log} for syslog's group, need not be closed where no links are followed in it and
     * nothing in it is trusted that is not ours. For root's own run directory, that is enough only where others may not
     * rename its entries: more is at stake, and root can mend it.
     */
    private boolean isTolerable(Flaw flaw, boolean logs) {
        return flaw.ofRoot() && (files.userId() != ROOT || logs || flaw.right() == Right.ADDITION);
    }
}
