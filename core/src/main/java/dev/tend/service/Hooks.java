package dev.tend.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commands that accompany a service through its life.
 *
 * @param occasions the occasions for its start hooks: those before and after its start
 * @param lenient whether the number that a drain prints counts even if it fails
 * @param group the group whose services are deployed together: the hooks of a start are not called for each of them, since a
 *     deployment calls scripts for the whole group instead
 */
public record Hooks(Map<Hook, Action> actions, Set<Occasion> occasions, boolean lenient, Optional<String> group) {

    public static final Hooks NONE =
            new Hooks(Map.of(), Set.of(Occasion.START, Occasion.RESTART), false, Optional.empty());

    /** The time limit of a hook unless its service file sets another, in microseconds. */
    public static final long DEFAULT_TIMEOUT = 60_000_000;

    /** The occasions for a process to start, or for a keeper to take it over. */
    public enum Occasion {
        /** A request, or the keeper's own start. */
        START,
        /** It had ended by itself. */
        RESTART,
        /** It runs already: a new keeper takes it over. */
        BOOT
    }

    /**
     * The command of a hook.
     *
     * @param command an absolute path alone is executed, anything else is a line for {@code sh}
     * @param privileged whether it runs as the keeper's user rather than the service's
     * @param optional whether it is skipped if the file does not exist
     * @param timeout its time limit, in microseconds
     */
    public record Action(Command command, boolean privileged, boolean optional, long timeout) {

        /** Returns the action without its timeout. */
        List<Object> what() {
            return List.of(command, privileged, optional);
        }
    }

    public Optional<Action> action(Hook hook) {
        return Optional.ofNullable(actions.get(hook));
    }

    public boolean has(Hook hook) {
        return actions.containsKey(hook);
    }

    /** Tells whether its process is started by another, and followed by its pidfile. */
    public boolean launches() {
        return has(Hook.LAUNCH);
    }

    /** Tells whether its start hooks run in such a start. */
    public boolean attend(Occasion occasion) {
        return occasions.contains(occasion) && !(occasion == Occasion.START && group.isPresent());
    }
}
