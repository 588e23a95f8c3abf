package dev.tend.instance;

import dev.tend.format.Bundle;
import dev.tend.format.FileFormat;
import dev.tend.format.runit.RunitFolder;
import dev.tend.format.tend.Defaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All options of a keeper: it has no configuration file.
 *
 * @param folders the service folders
 * @param runFolder the directory of the state, the output pipes, the journal and the control socket; one keeper only
 * @param logFolder the directory of the services' logs
 * @param watch whether an edited folder is read again automatically
 * @param console whether services' output is shown on the keeper's own, beside the log file
 * @param terminal whether the keeper's own output is a terminal
 * @param colour whether output may be coloured
 * @param controlGroup the group that may use the control socket, besides the keeper's user
 * @param dialect the format of the service files
 * @param bundles files that describe several services each, besides the folders
 * @param jobs folders of BOSH jobs
 * @param runit service folders of runit
 * @param manner the program whose place it takes
 * @param stopTotal how long all services together may take to stop, in microseconds; see {@code Shutdown}
 */
public record KeeperOptions(
        List<String> folders,
        String runFolder,
        String logFolder,
        boolean watch,
        boolean console,
        boolean terminal,
        boolean colour,
        Optional<String> controlGroup,
        FileFormat dialect,
        List<Bundle> bundles,
        List<String> jobs,
        List<RunitFolder> runit,
        Manner manner,
        OptionalLong stopTotal) {

    public KeeperOptions {
        folders = List.copyOf(folders);
        bundles = List.copyOf(bundles);
        jobs = List.copyOf(jobs);
        runit = List.copyOf(runit);
    }

    /** The meaning of signals, and of an order to exit. */
    public enum Manner {
        /** It stops all and ends. */
        TEND,
        /** After HUP it stops all, and ends with 111; after TERM it ends and lets all go on, unless it is the first process. */
        RUNSVDIR,
        /** It ends with its only service. */
        RUNSV
    }

    /** Makes options with the usual time for all services to stop. */
    public KeeperOptions(
            List<String> folders,
            String runFolder,
            String logFolder,
            boolean watch,
            boolean console,
            boolean terminal,
            boolean colour,
            Optional<String> controlGroup,
            FileFormat dialect,
            List<Bundle> bundles,
            List<String> jobs,
            List<RunitFolder> runit,
            Manner manner) {
        this(
                folders,
                runFolder,
                logFolder,
                watch,
                console,
                terminal,
                colour,
                controlGroup,
                dialect,
                bundles,
                jobs,
                runit,
                manner,
                OptionalLong.empty());
    }

    /** Makes options for folders alone. */
    public KeeperOptions(
            List<String> folders,
            String runFolder,
            String logFolder,
            boolean watch,
            boolean console,
            boolean terminal,
            boolean colour,
            Optional<String> controlGroup,
            FileFormat dialect) {
        this(
                folders,
                runFolder,
                logFolder,
                watch,
                console,
                terminal,
                colour,
                controlGroup,
                dialect,
                List.of(),
                List.of(),
                List.of(),
                Manner.TEND);
    }

    /** The folders in which something may change what is kept. */
    public List<String> watchedFolders() {
        var all = new ArrayList<>(folders);
        for (Bundle bundle : bundles) {
            String path = bundle.path();
            all.add(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
        }
        for (RunitFolder source : runit) {
            if (!source.alone()) {
                all.add(source.path());
            }
        }
        return all;
    }

    /** Tells whether a file of that name in a watched folder describes services. */
    public boolean isOfInterest(String folder, String name) {
        boolean defaults = dialect.hasDefaults() && name.equals(Defaults.FILE);
        boolean service = folders.contains(folder) && (defaults || dialect.isServiceFile(name));
        for (Bundle bundle : bundles) {
            service |= bundle.path().equals(below(folder, name));
        }
        for (RunitFolder source : runit) {
            service |= source.path().equals(folder) && !name.startsWith(".");
        }
        return service;
    }

    public static String below(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    public String stateFolder() {
        return runFolder + "/state";
    }

    public String outputFolder() {
        return runFolder + "/output";
    }

    public String notifyFolder() {
        return runFolder + "/notify";
    }

    /** Returns the path of the control socket in a run directory. */
    public static String controlSocket(String runFolder) {
        return runFolder + "/control";
    }

    /** Anybody may look at it; what needs hiding in it hides itself. */
    public static final int RUN_FOLDER_MODE = 0755;

    /** The file whose lock says that there is a keeper. */
    public static String lock(String runFolder) {
        return runFolder + "/lock";
    }

    /** The file whose lock says that a keeper keeps its logs in a directory. No service has a name that begins so. */
    public static String logLock(String logFolder) {
        return logFolder + "/.lock";
    }

    /** The directory of the journal, in any log directory. No service has a name that begins so. */
    public static String journal(String logFolder) {
        return logFolder + "/.journal";
    }

    /** The file that says where the log directory is, in any run directory, for when there is no keeper to ask. */
    public static String logFolderFile(String runFolder) {
        return runFolder + "/log-dir";
    }

    /** The journal of earlier versions, in any run directory; the older half of it ends in {@code .1}. */
    public static String formerJournal(String runFolder) {
        return runFolder + "/journal";
    }
}
