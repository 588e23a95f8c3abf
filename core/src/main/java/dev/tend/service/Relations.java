package dev.tend.service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The relations of a service to others, all given by service names.
 *
 * @param after services that must be ready before it is started, if they exist at all
 * @param requires services that it cannot do without: it starts after them, and is stopped and restarted around their
 * stop or restart
 * @param bindsTo as {@code requires}, and it must not outlive a process of theirs: when that ends by itself, it is
 * restarted as well
 * @param wants services that are started along with it
 * @param conflicts services that are stopped before it starts, and the other way round
 */
public record Relations(
        List<String> after, List<String> requires, List<String> bindsTo, List<String> wants, List<String> conflicts) {

    public static final Relations NONE = new Relations(List.of(), List.of(), List.of(), List.of());

    /** Relations without {@code bindsTo}. */
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
