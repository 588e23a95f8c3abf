package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.instance.Refusal;
import dev.tend.text.Glob;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The patterns of a request, for names of instances and services. A pattern that is itself a name stands for that name,
 * whatever its characters. Plain names, of which there may be thousands, are looked up.
 */
public final class NamePatterns {

    /** The one pattern that may name nothing. */
    private static final String EVERYTHING = "*";

    /** The most characters of all patterns with wildcards together: each is compared with each name. */
    private static final int MOST_CHARACTERS = 1_000;

    private final List<String> patterns;
    private final Set<String> plain = new LinkedHashSet<>();
    private final Set<String> wild = new LinkedHashSet<>();
    private final Set<String> tagged = new LinkedHashSet<>();
    private final Set<String> unused = new LinkedHashSet<>();

    /**
     * Takes patterns as a client sends them.
     *
     * @param isName tells whether an instance or a service is called so
     * @throws Refusal where it would take too long to compare them with all names
     */
    public NamePatterns(List<String> patterns, Predicate<String> isName) {
        this.patterns = patterns;
        int characters = 0;
        for (String pattern : patterns) {
            boolean isTag = pattern.startsWith(Request.TAG) && !isName.test(pattern);
            boolean isWild = !isTag && Glob.isPattern(pattern) && !isName.test(pattern);
            characters += isWild && wild.add(pattern) ? pattern.length() : 0;
            if (!isWild) {
                (isTag ? tagged : plain).add(pattern);
            }
        }
        if (characters > MOST_CHARACTERS) {
            throw new Refusal(64, "the patterns are longer than " + MOST_CHARACTERS + " characters together");
        }
        unused.addAll(patterns);
        unused.remove(EVERYTHING);
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Tells whether an instance is named by any of them. */
    boolean match(String instance, String service, List<String> tags) {
        var named = new ArrayList<String>(2);
        each(instance, service, tags, named::add);
        return !named.isEmpty();
    }

    private void each(String instance, String service, List<String> tags, Consumer<String> action) {
        for (String tag : tagged.isEmpty() ? List.<String>of() : tags) {
            if (tagged.contains(Request.TAG + tag)) {
                use(Request.TAG + tag, action);
            }
        }
        if (plain.contains(instance)) {
            use(instance, action);
        }
        if (!service.equals(instance) && plain.contains(service)) {
            use(service, action);
        }
        for (String pattern : wild) {
            if (Glob.matches(pattern, instance) || Glob.matches(pattern, service)) {
                use(pattern, action);
            }
        }
    }

    private void use(String pattern, Consumer<String> action) {
        unused.remove(pattern);
        action.accept(pattern);
    }

    /** Returns the first pattern that has named nothing so far. */
    Optional<String> unused() {
        return unused.isEmpty()
                ? Optional.empty()
                : Optional.of(unused.iterator().next());
    }

    /** Returns the instances that are named, in the order of the patterns. */
    List<Instance> choose(Collection<Instance> instances) {
        Map<String, List<Instance>> named = new LinkedHashMap<>();
        patterns.forEach(pattern -> named.put(pattern, new ArrayList<>()));
        for (Instance instance : instances) {
            var spec = instance.latest().spec();
            each(instance.name(), spec.name(), spec.tags(), pattern -> named.get(pattern)
                    .add(instance));
        }
        var chosen = new LinkedHashSet<Instance>();
        named.values().forEach(chosen::addAll);
        return List.copyOf(chosen);
    }
}
