package dev.tend.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commands that accompany a service through its life.
 *
 * @param occasions when its start hooks are run: those before and after its start
 * @param lenient whether the number that a drain prints counts although it fails
 * @param job the BOSH job whose scripts they are; its start is attended by the deployment it is part of, not by its hooks
 */
public record Hooks(Map<Hook, Action> actions, Set<Occasion> occasions, boolean lenient, Optional<String> job) {

    public static final Hooks NONE =
            new Hooks(Map.of(), Set.of(Occasion.START, Occasion.RESTART), false, Optional.empty());

    /** The time for a hook whose service file does not say one, in microseconds. */
    public static final long DEFAULT_TIMEOUT = 60_000_000;

    /** What brings a process about, or a keeper to a process. */
    public enum Occasion {
        /** Somebody, or the keeper's own start, wanted it. */
        START,
        /** It had ended by itself. */
        RESTART,
        /** It runs already: a new keeper takes it over. */
        BOOT
    }

    /**
     * What a hook does.
     *
     * @param command an absolute path alone is executed, anything else is a line for {@code sh}
     * @param privileged whether it runs as the keeper's user rather than the service's
     * @param optional whether it is left out where the file is not there
     * @param timeout how long it may take, in microseconds
     */
    public record Action(Command command, boolean privileged, boolean optional, long timeout) {

        /** Itself, but for its timeout. */
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

    /** Whether its process is started by another, and followed by its pidfile. */
    public boolean launches() {
        return has(Hook.LAUNCH);
    }

    /** Whether its start hooks go with such a start. */
    public boolean attend(Occasion occasion) {
        return occasions.contains(occasion) && !(occasion == Occasion.START && job.isPresent());
    }
}
