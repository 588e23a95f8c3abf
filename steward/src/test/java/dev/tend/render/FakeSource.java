package dev.tend.render;

import dev.tend.source.Answers;
import dev.tend.source.Condition;
import dev.tend.source.Source;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.KeyPair;
import dev.tend.template.data.Lookup;
import dev.tend.template.data.Scope;
import dev.tend.template.value.GoString;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Answers as a test puts them. */
final class FakeSource implements Source {

    private final Answers answers = new Answers();
    Set<Dependency<?>> wanted = Set.of();

    static Dependency.Key key(String path) {
        return new Dependency.Key(path, Scope.DEFAULT);
    }

    static Dependency.File file(String path) {
        return new Dependency.File(path);
    }

    void put(String path, String value) {
        answers.put(key(path), Optional.of(new KeyPair(path, GoString.of(value), 0, 0, 0, 0, "")), Instant.EPOCH);
    }

    void remove(String path) {
        answers.put(key(path), Optional.empty(), Instant.EPOCH);
    }

    void template(String path, String source) {
        answers.put(file(path), Optional.of(GoString.of(source)), Instant.EPOCH);
    }

    void fail(String path, String why) {
        answers.fail(key(path), why);
    }

    @Override
    public void want(Set<Dependency<?>> dependencies) {
        wanted = dependencies;
    }

    @Override
    public <A> Lookup<A> look(Dependency<A> dependency) {
        return answers.look(dependency);
    }

    @Override
    public Condition condition(Dependency<?> dependency) {
        return answers.condition(dependency);
    }

    @Override
    public void close() {}
}
