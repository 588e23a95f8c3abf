package dev.tend.consul;

import dev.tend.template.data.Dependency;
import dev.tend.template.data.Scope;
import java.util.Set;

/** The request of one watch to Consul. */
sealed interface Query {

    /** Returns the questions that it answers. */
    Set<Dependency<?>> dependencies();

    /** One question by itself. */
    record Single(Dependency<?> dependency) implements Query {

        @Override
        public Set<Dependency<?>> dependencies() {
            return Set.of(dependency);
        }
    }

    /** All keys below a prefix at once, for several questions about them. */
    record Tree(String prefix, Scope scope, Set<Dependency<?>> dependencies) implements Query {}
}
