package dev.tend.source;

import dev.tend.template.data.Dependency;
import dev.tend.template.data.Lookup;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Files from one source, and everything else from another, where there is one. */
public final class Sources implements Source {

    private static final Condition NOWHERE =
            new Condition(Optional.empty(), Optional.of("there is no source: set consul.address or consul.kv-dir"));

    private final Source files;
    private final Optional<Source> catalogue;

    public Sources(Source files, Optional<Source> catalogue) {
        this.files = files;
        this.catalogue = catalogue;
    }

    private Optional<Source> of(Dependency<?> dependency) {
        return dependency instanceof Dependency.File ? Optional.of(files) : catalogue;
    }

    @Override
    public void want(Set<Dependency<?>> dependencies) {
        var local = new HashSet<Dependency<?>>();
        var others = new HashSet<Dependency<?>>();
        for (var dependency : dependencies) {
            switch (dependency) {
                case Dependency.File file -> local.add(file);
                case Dependency.Variable variable -> {} // each service has its own
                default -> others.add(dependency);
            }
        }
        files.want(local);
        catalogue.ifPresent(source -> source.want(others));
    }

    @Override
    public <A> Lookup<A> look(Dependency<A> dependency) {
        return of(dependency).map(source -> source.look(dependency)).orElseGet(Lookup.NotYet::new);
    }

    @Override
    public Condition condition(Dependency<?> dependency) {
        return of(dependency).map(source -> source.condition(dependency)).orElse(NOWHERE);
    }

    @Override
    public void close() {
        files.close();
        catalogue.ifPresent(Source::close);
    }
}
