package dev.tend.source;

import dev.tend.template.data.Dependency;
import dev.tend.template.data.Lookup;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The latest answers to questions. For any thread, but no two put the answer to the same question. */
public final class Answers {

    private final Map<Dependency<?>, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(Optional<Object> value, Condition condition) {}

    private static final Entry NONE = new Entry(Optional.empty(), Condition.UNKNOWN);

    /** Returns the latest answer to a question. */
    public <A> Lookup<A> look(Dependency<A> dependency) {
        var value = entries.getOrDefault(dependency, NONE).value();
        if (value.isEmpty()) {
            return new Lookup.NotYet<>();
        }
        @SuppressWarnings("unchecked") // put takes the answer's own type only
        A answer = (A) value.get();
        return new Lookup.Answer<>(answer);
    }

    /** Returns how it stands with a question. */
    public Condition condition(Dependency<?> dependency) {
        return entries.getOrDefault(dependency, NONE).condition();
    }

    /** Notes an answer of now; returns whether it differs from the one before. */
    public <A> boolean put(Dependency<A> dependency, A answer, Instant now) {
        var entry = new Entry(Optional.of(answer), new Condition(Optional.of(now), Optional.empty()));
        var before = entries.put(dependency, entry);
        return before == null || !before.value().equals(entry.value());
    }

    /** Notes that the answer is still so. */
    public void confirm(Dependency<?> dependency, Instant now) {
        entries.computeIfPresent(
                dependency,
                (same, entry) -> new Entry(entry.value(), new Condition(Optional.of(now), Optional.empty())));
    }

    /** Notes why there is no answer, or no new one. */
    public void fail(Dependency<?> dependency, String problem) {
        entries.merge(
                dependency,
                new Entry(Optional.empty(), new Condition(Optional.empty(), Optional.of(problem))),
                (entry, failed) ->
                        new Entry(entry.value(), new Condition(entry.condition().confirmed(), Optional.of(problem))));
    }

    /** Forgets all other questions. */
    public void retain(Set<Dependency<?>> dependencies) {
        entries.keySet().retainAll(dependencies);
    }
}
