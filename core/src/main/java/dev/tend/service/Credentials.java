package dev.tend.service;

import java.util.List;
import java.util.Optional;

/**
 * The user and groups of a service. Names or numbers, looked up at each start: in the system's files, and by
 * {@code getent} where they do not have a name.
 *
 * @param user empty: the keeper's user
 * @param group empty: the user's own group
 * @param groups the supplementary groups; empty: those the system's files give the user
 */
public record Credentials(Optional<String> user, Optional<String> group, Optional<List<String>> groups) {

    public static final Credentials OF_THE_KEEPER =
            new Credentials(Optional.empty(), Optional.empty(), Optional.empty());
}
