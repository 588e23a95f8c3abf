package dev.tend.posix;

import java.util.List;

/**
 * A program to become.
 *
 * @param candidates the paths where it may be
 * @param environment strings of the form {@code NAME=value}
 * @param searched whether candidates come from a search, so that the next is tried where there is none
 * @param refused the message where a program that was found in a search may not be executed
 * @param missing the message where there is none
 */
public record Execution(
        List<String> candidates,
        List<String> argv,
        List<String> environment,
        boolean searched,
        String refused,
        String missing) {

    /** Stands at the end of a string of the environment for the pid of the process that becomes the program. */
    public static final String OWN_PID = "\u0001own pid\u0001";

    /** The program at a path. */
    public static Execution of(String path, List<String> argv, List<String> environment) {
        return new Execution(List.of(path), argv, environment, false, "", "");
    }
}
