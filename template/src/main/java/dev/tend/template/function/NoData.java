package dev.tend.template.function;

import dev.tend.template.data.Data;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.Lookup;
import dev.tend.template.value.Position;
import java.time.Instant;

/** Data that has no answers, where only the names of functions are asked for. */
final class NoData implements Data {

    static final NoData INSTANCE = new NoData();

    private NoData() {}

    static Surroundings surroundings() {
        return Surroundings.of(INSTANCE, () -> Instant.EPOCH);
    }

    @Override
    public <A> Lookup<A> look(Dependency<A> dependency, Position position) {
        return new Lookup.NotYet<>();
    }

    @Override
    public void misses(Dependency<?> dependency, Position position) {}
}
