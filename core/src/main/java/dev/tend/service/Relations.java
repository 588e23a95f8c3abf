package dev.tend.service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a service has to do with others, all named by their services' names.
 *
 * @param after what must be ready before it is started, where it is there at all
 * @param requires what it cannot do without: it starts after it, and is stopped and restarted around its stop or restart
 * @param bindsTo the same, and it must not outlive one process of that: when that ends by itself, it is restarted as well
 * @param wants what is started along with it
 * @param conflicts what is stopped before it starts, and the other way round
 */
public record Relations(
        List<String> after, List<String> requires, List<String> bindsTo, List<String> wants, List<String> conflicts) {

    public static final Relations NONE = new Relations(List.of(), List.of(), List.of(), List.of());

    /** One that is bound to nothing. */
    public Relations(List<String> after, List<String> requires, List<String> wants, List<String> conflicts) {
        this(after, requires, List.of(), wants, conflicts);
    }

    /** All that it is started after, and stopped before. */
    public Set<String> before() {
        var names = new LinkedHashSet<>(after);
        names.addAll(required());
        return names;
    }

    /** All that it cannot do without. */
    public Set<String> required() {
        var names = new LinkedHashSet<>(requires);
        names.addAll(bindsTo);
        return names;
    }
}
