package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Restarts that are not begun because the state of the instance cannot be written, as on a full disk. A process is written down before it
 * runs, so a restart would end a good process and could not start the next one. An instance is in here until its state changes.
 */
public final class RefusedRestarts {

    private final Function<Instance, Optional<String>> write;
    private final BiConsumer<Instance, String> trouble;
    private final Map<Instance, String> refused = new HashMap<>();

    /**
     * @param write writes the state of an instance, and returns why that failed
     * @param trouble receives each restart that is refused
     */
    RefusedRestarts(Function<Instance, Optional<String>> write, BiConsumer<Instance, String> trouble) {
        this.write = write;
        this.trouble = trouble;
    }

    /** Writes these instances down as they are. Returns why that is impossible for one of them, if it is. */
    Optional<String> obstacle(Collection<Instance> instances) {
        for (Instance instance : instances) {
            var unwritten = write.apply(instance);
            if (unwritten.isPresent()) {
                return unwritten;
            }
        }
        return Optional.empty();
    }

    /** Returns the life to go back to should the first state that an event leads to not be written; empty where it goes on in any case. */
    static Optional<Life> fallback(Instance instance, Event event) {
        boolean serves =
                switch (instance.state()) {
                    case State.Starting _, State.Up _, State.Ready _ -> true;
                    default -> false;
                };
        return serves && event instanceof Event.Restart ? Optional.of(instance.life()) : Optional.empty();
    }

    void add(Instance instance, String why) {
        refused.put(instance, why);
        trouble.accept(instance, "not restarted: " + why);
    }

    /** Returns why the last restart of an instance was refused, if it was. */
    public Optional<String> why(Instance instance) {
        return refused.isEmpty() ? Optional.empty() : Optional.ofNullable(refused.get(instance));
    }

    /** Forgets the refusal of an instance that has changed. Returns whether a restart of it was refused. */
    boolean forget(Instance instance) {
        return !refused.isEmpty() && refused.remove(instance) != null;
    }
}
