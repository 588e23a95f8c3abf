package dev.tend.template.function;

import dev.tend.template.data.Data;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.Lookup;
import dev.tend.template.value.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Data with the answers that a test has put into it. */
final class TestingData implements Data {

    final Map<Dependency<?>, Object> answers = new HashMap<>();
    final List<Dependency<?>> asked = new ArrayList<>();
    final List<Dependency<?>> missing = new ArrayList<>();

    @Override
    @SuppressWarnings("unchecked")
    public <A> Lookup<A> look(Dependency<A> dependency, Position position) {
        asked.add(dependency);
        if (answers.containsKey(dependency)) {
            return new Lookup.Answer<>((A) answers.get(dependency));
        }
        missing.add(dependency);
        return new Lookup.NotYet<>();
    }

    @Override
    public void misses(Dependency<?> dependency, Position position) {
        missing.add(dependency);
    }
}
