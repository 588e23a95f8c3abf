package dev.tend.service;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A directory that is made for a service before it starts, as those of systemd.exec(5), and belongs to its user.
 *
 * @param name below the place of its kind; without a kind, its whole path
 * @param mode its permissions
 */
public record ServiceDirectory(Optional<Kind> kind, String name, int mode) {

    /** The purpose of a directory, which decides its place: one for root, and one below the directories of another user. */
    public enum Kind {
        RUNTIME("/run", "RUNTIME", "", ""),
        STATE("/var/lib", "STATE", "/.local/state", ""),
        LOG("/var/log", "STATE", "/.local/state", "/log"),
        CACHE("/var/cache", "CACHE", "/.cache", "");

        private final String place;
        private final String users;
        private final String inHome;
        private final String below;

        /**
         * @param place for root
         * @param users the part of the name of the XDG variable with the place for other users
         * @param inHome where that is not set, below HOME; "" for nowhere
         * @param below where within that place
         */
        Kind(String place, String users, String inHome, String below) {
            this.place = place;
            this.users = users;
            this.inHome = inHome;
            this.below = below;
        }

        /** Returns the variable that names its directories to a service, separated by colons. */
        public String variable() {
            return this == LOG ? "LOGS_DIRECTORY" : name() + "_DIRECTORY";
        }

        /** Returns the variable of another user's environment with the place. */
        public String placeVariable() {
            return "XDG_" + users + (inHome.isEmpty() ? "_DIR" : "_HOME");
        }

        private Optional<String> place(boolean root, UnaryOperator<String> environment) {
            if (root) {
                return Optional.of(place);
            }
            String given = environment.apply(placeVariable());
            if (given.startsWith("/")) {
                return Optional.of(given + below);
            }
            String home = environment.apply("HOME");
            return inHome.isEmpty() || !home.startsWith("/") ? Optional.empty() : Optional.of(home + inHome + below);
        }
    }

    /**
     * Returns its path.
     *
     * @param root whether the keeper runs as root
     * @param environment the variables of the keeper; "" for one that is not set
     * @return empty where its user has no such place
     */
    public Optional<String> path(boolean root, UnaryOperator<String> environment) {
        if (kind.isEmpty()) {
            return Optional.of(name);
        }
        var place = kind.get().place(root, environment);
        return place.isEmpty() ? place : Optional.of(place.get() + "/" + name);
    }

    /** Tells whether it is removed when the service has been stopped. */
    public boolean isRuntime() {
        return kind.equals(Optional.of(Kind.RUNTIME));
    }
}
