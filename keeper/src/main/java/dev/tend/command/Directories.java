package dev.tend.command;

import java.util.function.UnaryOperator;

/**
 * The default directories of a keeper: the system's for root, the XDG base directories for other users.
 *
 * @param services the folder of service files
 * @param run the run directory: socket, state, FIFOs, journal
 * @param logs the parent of each service's folder of logs
 */
public record Directories(String services, String run, String logs) {

    /** The home of a user without one: it is nobody's. A container's arbitrary user may get {@code HOME=/}, which is root's. */
    private static final String NO_HOME = "/nonexistent";

    private static final String ROOTS = "/";

    /**
     * @param user the user id
     * @param variables gives a variable's value, or ""
     */
    static Directories of(int user, UnaryOperator<String> variables) {
        var system = user == 0 ? new Directories("/etc/tend.d", "/run/tend", "/var/log/tend") : personal(variables);
        String run = variables.apply("TEND_RUN_DIR");
        return run.isEmpty() ? system : new Directories(system.services, run, system.logs);
    }

    private static Directories personal(UnaryOperator<String> variables) {
        String given = variables.apply("HOME");
        String home = given.isEmpty() || given.equals(ROOTS) ? NO_HOME : given;
        String state = orElse(variables.apply("XDG_STATE_HOME"), home + "/.local/state") + "/tend";
        String runtime = variables.apply("XDG_RUNTIME_DIR");
        return new Directories(
                orElse(variables.apply("XDG_CONFIG_HOME"), home + "/.config") + "/tend.d",
                runtime.isEmpty() ? state + "/run" : runtime + "/tend",
                state + "/log");
    }

    /** Returns whether a default path is below a home that its user does not have. */
    public static boolean isHomeless(String path) {
        return path.startsWith(NO_HOME + "/");
    }

    /** Returns the problem of a home directory that does not exist. */
    public static String homeProblem(String home) {
        return "HOME is " + (home.isEmpty() ? "not set" : home);
    }

    private static String orElse(String value, String fallback) {
        return value.isEmpty() ? fallback : value;
    }
}
