package dev.tend.consul;

import dev.tend.template.data.Dependency;
import dev.tend.template.data.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides which questions one query answers together. An agent takes some 200 connections of a client, so keys are asked for by the
 * directories that they are in: where a directory would take several queries for what is in and below it, it is asked for as a whole. All
 * other questions are asked one by one.
 */
final class WatchPlan {

    /** The queries in a directory that make one query for all of it cheaper. */
    static final int ENOUGH = 4;

    /** Longer keys are asked for by themselves. */
    private static final int LONGEST_PATH = 1024;

    private final Set<String> tooLarge;
    private final Set<Query> queries = new LinkedHashSet<>();

    private WatchPlan(Set<String> tooLarge) {
        this.tooLarge = tooLarge;
    }

    /**
     * Returns the queries for some questions.
     *
     * @param tooLarge prefixes that have turned out to hold too much to ask for them as a whole
     */
    static Set<Query> of(Set<Dependency<?>> dependencies, Set<String> tooLarge) {
        var plan = new WatchPlan(tooLarge);
        var tops = new HashMap<Scope, Directory>();
        for (var dependency : dependencies) {
            switch (dependency) {
                case Dependency.Key key -> plan.place(key, key.path(), key.scope(), tops);
                case Dependency.Keys keys -> plan.place(keys, keys.prefix(), keys.scope(), tops);
                default -> plan.queries.add(new Query.Single(dependency));
            }
        }
        tops.forEach(plan::add);
        return plan.queries;
    }

    /** A directory of keys, with the questions about what is in it. */
    private record Directory(Set<Dependency<?>> members, Map<String, Directory> below) {

        private Directory() {
            this(new HashSet<>(), new TreeMap<>());
        }

        private boolean isAskedFor(String prefix) {
            return members.stream()
                    .anyMatch(each -> each instanceof Dependency.Keys(var all, var scope) && all.equals(prefix));
        }
    }

    /** The queries for what is in and below a directory: questions one by one, and trees by their prefixes. */
    private record Part(Set<Dependency<?>> loose, Map<String, Set<Dependency<?>>> trees) {

        private int size() {
            return loose.size() + trees.size();
        }

        private Set<Dependency<?>> all() {
            trees.values().forEach(loose::addAll);
            return loose;
        }
    }

    private void place(Dependency<?> dependency, String path, Scope scope, Map<Scope, Directory> tops) {
        if (path.length() > LONGEST_PATH) {
            queries.add(new Query.Single(dependency));
            return;
        }
        var directory = tops.computeIfAbsent(scope, each -> new Directory());
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            directory = directory.below().computeIfAbsent(path.substring(from, slash + 1), each -> new Directory());
            from = slash + 1;
        }
        directory.members().add(dependency);
    }

    private void add(Scope scope, Directory top) {
        var part = part(top, "");
        part.loose().forEach(dependency -> queries.add(new Query.Single(dependency)));
        part.trees().forEach((prefix, members) -> queries.add(new Query.Tree(prefix, scope, Set.copyOf(members))));
    }

    private Part part(Directory directory, String prefix) {
        var part = new Part(directory.members(), new TreeMap<>());
        directory.below().forEach((name, below) -> {
            var deeper = part(below, prefix + name);
            part.loose().addAll(deeper.loose());
            part.trees().putAll(deeper.trees());
        });
        int enough = directory.isAskedFor(prefix) ? 2 : ENOUGH;
        if (prefix.isEmpty() || tooLarge.contains(prefix) || part.size() < enough) {
            return part;
        }
        return new Part(new HashSet<>(), new TreeMap<>(Map.of(prefix, part.all())));
    }
}
