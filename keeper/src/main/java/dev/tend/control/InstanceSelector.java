package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.instance.Refusal;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.Instances;
import dev.tend.text.Suggest;
import dev.tend.wire.Request;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the instances that the names and patterns of a request mean. */
final class InstanceSelector {

    private final Instances instances;
    private final Catalogue catalogue;

    InstanceSelector(Instances instances, Catalogue catalogue) {
        this.instances = instances;
        this.catalogue = catalogue;
    }

    NamePatterns patterns(List<String> names) {
        return new NamePatterns(names, this::isName);
    }

    /**
     * Returns the instances that the patterns name.
     *
     * @throws Refusal where one names none, or none is named
     */
    List<Instance> choose(List<String> names) {
        if (names.isEmpty()) {
            throw new Refusal(64, "no service is named");
        }
        var patterns = patterns(names);
        var chosen = patterns.choose(instances.all());
        patterns.unused().ifPresent(unused -> {
            throw new Refusal(1, unknown(unused));
        });
        return chosen;
    }

    private boolean isName(String name) {
        return instances.find(name).isPresent()
                || catalogue.definition(name).isPresent()
                || catalogue.stillborn().containsKey(name);
    }

    /** Tells whether an instance is named itself, rather than by a pattern. */
    static boolean isNamed(List<String> names, Instance instance) {
        return names.contains(instance.name()) || names.contains(instance.spec().name());
    }

    /** Returns what to say about a pattern that names no instance. */
    String unknown(String pattern) {
        if (pattern.startsWith(Request.TAG)) {
            return "no service has the tag " + pattern.substring(Request.TAG.length());
        }
        var stillborn = catalogue.stillborn().get(pattern);
        if (stillborn != null) {
            return stillborn.toString();
        }
        var disabled = catalogue.disabled().get(pattern);
        if (disabled != null) {
            return pattern + " is " + Catalogue.disabled(disabled);
        }
        Set<String> names = new TreeSet<>();
        for (Instance instance : instances.all()) {
            if (instance.spec().tags().contains(pattern)) {
                return "no service is called " + pattern + ", which is a tag: use --tag " + pattern;
            }
            names.add(instance.spec().name());
            names.add(instance.name());
        }
        return "no service is called " + pattern + Suggest.didYouMean(pattern, names);
    }
}
