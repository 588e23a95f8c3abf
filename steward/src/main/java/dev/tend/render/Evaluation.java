package dev.tend.render;

import dev.tend.source.Source;
import dev.tend.template.data.Data;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.Lookup;
import dev.tend.template.value.GoString;
import dev.tend.template.value.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers the questions of one evaluation of one template, and notes them. */
final class Evaluation implements Data {

    private final Source source;
    private final Map<String, String> environment;
    private final Map<Dependency<?>, Position> used = new LinkedHashMap<>();
    private final Map<Dependency<?>, Position> unanswered = new LinkedHashMap<>();
    private final Map<Dependency<?>, Position> missing = new LinkedHashMap<>();

    Evaluation(Source source, Map<String, String> environment) {
        this.source = source;
        this.environment = environment;
    }

    @Override
    public <A> Lookup<A> look(Dependency<A> dependency, Position position) {
        used.putIfAbsent(dependency, position);
        Lookup<A> answer =
                dependency instanceof Dependency.Variable variable ? variable(variable) : source.look(dependency);
        if (answer instanceof Lookup.NotYet<A>) {
            unanswered.putIfAbsent(dependency, position);
        }
        return answer;
    }

    private <A> Lookup<A> variable(Dependency.Variable variable) {
        @SuppressWarnings("unchecked") // the answer to the question for a variable
        A value = (A) Optional.ofNullable(environment.get(variable.name())).map(GoString::of);
        return new Lookup.Answer<>(value);
    }

    @Override
    public void misses(Dependency<?> dependency, Position position) {
        missing.putIfAbsent(dependency, position);
    }

    /** Returns all questions, each with where it was asked first. */
    Map<Dependency<?>, Position> used() {
        return used;
    }

    /** Returns the questions that no source has answered. */
    Map<Dependency<?>, Position> unanswered() {
        return unanswered;
    }

    /** Returns the questions whose answers are none. */
    Map<Dependency<?>, Position> missing() {
        return missing;
    }
}
