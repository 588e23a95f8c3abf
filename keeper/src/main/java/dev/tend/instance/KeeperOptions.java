package dev.tend.instance;

import dev.tend.format.ServiceSources;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All options of a keeper: it has no configuration file.
 *
 * @param sources the places where services are described
 * @param runFolder the directory of the state, the output pipes, the journal and the control socket; one keeper only
 * @param logFolder the directory of the services' logs
 * @param watch whether an edited folder is read again automatically
 * @param ownOutput the keeper's own output
 * @param controlGroup the group that may use the control socket, besides the keeper's user
 * @param manner the program whose place it takes
 * @param stopTotal how long all services together may take to stop, in microseconds; see {@code Shutdown}
 */
public record KeeperOptions(
        ServiceSources sources,
        String runFolder,
        String logFolder,
        boolean watch,
        OwnOutput ownOutput,
        Optional<String> controlGroup,
        Manner manner,
        OptionalLong stopTotal) {

    /**
     * The keeper's own output.
     *
     * @param echo whether services' output is shown on it, beside the log file
     * @param terminal whether it is a terminal
     * @param colour whether it may be coloured
     */
    public record OwnOutput(boolean echo, boolean terminal, boolean colour) {

        /** An output on which nothing of services is shown. */
        public static final OwnOutput QUIET = new OwnOutput(false, false, false);
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
            ServiceSources sources,
            String runFolder,
            String logFolder,
            boolean watch,
            OwnOutput ownOutput,
            Optional<String> controlGroup,
            Manner manner) {
        this(sources, runFolder, logFolder, watch, ownOutput, controlGroup, manner, OptionalLong.empty());
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

    /** The file that says what the files are like that services watch, for the next keeper. */
    public static String watched(String runFolder) {
        return runFolder + "/watched";
    }

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
