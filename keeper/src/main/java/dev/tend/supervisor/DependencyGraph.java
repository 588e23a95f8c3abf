package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.service.Precedence;
import dev.tend.service.Relations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The graph of dependencies between services, as the files state them. It knows nothing of states.
 *
 * <p>An edit of thousands of files changes thousands of definitions one after the other, and the graph may be asked between any
 * two of them: so a new definition is entered by itself, and what it no longer names is forgotten at the next {@link #renew}.
 * Until then there are too many dependents; a caller that asks them what they name finds out.
 */
public final class DependencyGraph {

    private final Supplier<Collection<Instance>> everybody;

    /** The instances of each service; where there is one, which is so for most, in a set that takes no room. */
    private final Map<String, Set<Instance>> members = new HashMap<>();

    /** The services that name each service, by its name; an entry may be there twice, or be out of date. */
    private final Map<String, List<String>> dependents = new HashMap<>();

    /** The services that each service was last found to name, for those that name any. */
    private final Map<String, Relations> named = new HashMap<>();

    private Optional<Precedence> precedence = Optional.empty();

    DependencyGraph(Supplier<Collection<Instance>> everybody) {
        this.everybody = everybody;
    }

    void defined(Instance instance) {
        String service = instance.spec().name();
        boolean known = members.containsKey(service);
        members.put(service, with(members(service), instance));
        var relations = relations(instance);
        var before = named.getOrDefault(service, Relations.NONE);
        if (!relations.equals(before)) {
            named.put(service, relations);
        }
        if (!known || !relations.equals(before)) {
            precedence = Optional.empty();
            dependsOn(relations).forEach(name -> dependents
                    .computeIfAbsent(name, _ -> new ArrayList<>(1))
                    .add(service));
        }
    }

    void gone(Instance instance) {
        String service = instance.spec().name();
        var all = members(service);
        if (all.size() > 1) {
            all.remove(instance);
        } else if (all.contains(instance)) {
            members.remove(service);
            named.remove(service);
        }
    }

    private static Set<Instance> with(Set<Instance> members, Instance instance) {
        if (members.isEmpty()) {
            return Set.of(instance);
        }
        var all = members.size() == 1 ? new LinkedHashSet<>(members) : members;
        all.add(instance);
        return all;
    }

    /** Forgets what was named only before. */
    void renew() {
        members.clear();
        dependents.clear();
        named.clear();
        everybody.get().forEach(this::defined);
    }

    private Precedence precedence() {
        if (precedence.isEmpty()) {
            var before = new LinkedHashMap<String, Set<String>>();
            var looked = new HashMap<String, Relations>();
            for (Instance instance : everybody.get()) {
                String service = instance.spec().name();
                var relations = relations(instance);
                if (!relations.equals(
                        looked.put(service, relations))) { // as those of other instances of a service mostly are
                    before.computeIfAbsent(service, _ -> new LinkedHashSet<>()).addAll(relations.before());
                }
            }
            precedence = Optional.of(Precedence.of(before));
        }
        return precedence.get();
    }

    /** The services whose changes matter to one with these relations. */
    private static Set<String> dependsOn(Relations relations) {
        if (relations.equals(Relations.NONE)) {
            return Set.of();
        }
        var names = relations.before();
        names.addAll(relations.conflicts());
        return names;
    }

    /**
     * Returns the rank of an instance: a service that comes before others has a lower rank, even where leaving and new
     * services form a cycle.
     */
    private int rank(Instance instance) {
        return precedence().rank(instance.spec().name());
    }

    boolean isBefore(Instance one, Instance other) {
        return rank(other) > rank(one);
    }

    /** The same instances, each after those among them that it depends on. */
    public List<Instance> sorted(Collection<Instance> instances) {
        var sorted = new ArrayList<>(instances);
        sorted.sort(Comparator.comparingInt(this::rank));
        return sorted;
    }

    static Relations relations(Instance instance) {
        return instance.latest().spec().relations();
    }

    /** Returns the instances of a service that there are now. */
    public List<Instance> instancesOf(String service) {
        return new ArrayList<>(members(service));
    }

    /** Returns the instances of a service; they may change meanwhile. */
    Set<Instance> members(String service) {
        return members.getOrDefault(service, Set.of());
    }

    /** The services that name its service in after, requires, binds-to or conflicts. */
    List<String> dependentServices(Instance instance) {
        return dependents.getOrDefault(instance.spec().name(), List.of());
    }

    /** The instances of these. */
    Collection<Instance> dependents(Instance instance) {
        return membersOf(dependentServices(instance));
    }

    /** The instances whose services it names in after, requires, binds-to or conflicts. */
    Collection<Instance> dependencies(Instance instance) {
        return membersOf(dependsOn(relations(instance)));
    }

    private Collection<Instance> membersOf(Collection<String> services) {
        var all = new LinkedHashSet<Instance>();
        services.forEach(service -> all.addAll(members(service)));
        return all;
    }

    /** Returns the instances that conflict with an instance, whichever of the two files says so. */
    Set<Instance> rivals(Instance instance) {
        var rivals = new LinkedHashSet<Instance>();
        String service = instance.spec().name();
        relations(instance).conflicts().forEach(name -> rivals.addAll(members(name)));
        for (Instance dependent : dependents(instance)) {
            if (relations(dependent).conflicts().contains(service)) {
                rivals.add(dependent);
            }
        }
        rivals.removeIf(rival -> rival.spec().name().equals(service));
        return rivals;
    }

    /** Returns the instances that an instance requires or wants. */
    List<Instance> needs(Instance instance) {
        var needs = new ArrayList<Instance>();
        relations(instance).required().forEach(name -> needs.addAll(members(name)));
        relations(instance).wants().forEach(name -> needs.addAll(members(name)));
        return needs;
    }

    static boolean requires(Instance dependent, Instance instance) {
        return relations(dependent).required().contains(instance.spec().name());
    }

    /** Tells whether an instance may not outlive a process of another. */
    static boolean isBound(Instance dependent, Instance instance) {
        return relations(dependent).bindsTo().contains(instance.spec().name());
    }
}
