package dev.tend.service;

import java.util.List;

/**
 * The environment a service starts with.
 *
 * @param variables the variables of the service file, which override all others
 * @param files read at each start, in order, later ones winning
 * @param inherit whether it starts from the keeper's environment instead of a fresh one (PATH, HOME, USER, LOGNAME,
 * SHELL, TZ, LANG)
 */
public record Environment(EnvironmentBlock variables, List<EnvFile> files, boolean inherit) {

    /** The variable that has the steward's settings, a line {@code key=value} each. */
    public static final String SETTINGS = "TEND_SETTINGS";

    public static final Environment FRESH = new Environment(EnvironmentBlock.EMPTY, List.of(), false);

    /** Tells whether it is the steward's. */
    public boolean isOfSteward() {
        return variables.sets(SETTINGS);
    }

    /**
     * A file of {@code NAME=value} lines.
     *
     * @param optional whether it may be missing
     */
    public record EnvFile(String path, boolean optional) {}
}
