package dev.tend.keeper;

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
import java.util.Set;
import java.util.function.Supplier;

/** Who has to do with whom, as the files say; looked up anew when a definition has changed. It knows nothing of states. */
final class Bonds {

    private final Supplier<Collection<Instance>> everybody;

    /** Services by name, and who names them. */
    private final Map<String, Set<Instance>> members = new HashMap<>();

    private final Map<String, Set<Instance>> dependents = new HashMap<>();
    private Precedence precedence = Precedence.of(Map.of());
    private boolean known;

    Bonds(Supplier<Collection<Instance>> everybody) {
        this.everybody = everybody;
    }

    void defined() {
        known = false;
    }

    void gone(Instance instance) {
        drop(instance, members, instance.spec().name());
        dependsOn(instance).forEach(name -> drop(instance, dependents, name));
    }

    private static void drop(Instance instance, Map<String, Set<Instance>> from, String name) {
        var set = from.get(name);
        if (set != null) {
            set.remove(instance);
        }
    }

    private void learn() {
        if (known) {
            return;
        }
        known = true;
        members.clear();
        dependents.clear();
        var before = new LinkedHashMap<String, Set<String>>();
        for (Instance instance : everybody.get()) {
            members.computeIfAbsent(instance.spec().name(), _ -> new LinkedHashSet<>())
                    .add(instance);
            before.computeIfAbsent(instance.spec().name(), _ -> new LinkedHashSet<>())
                    .addAll(relations(instance).before());
            for (String name : dependsOn(instance)) {
                dependents.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(instance);
            }
        }
        precedence = Precedence.of(before);
    }

    /** The services whose changes matter to it. */
    private static Set<String> dependsOn(Instance instance) {
        var relations = relations(instance);
        if (relations.equals(Relations.NONE)) {
            return Set.of();
        }
        var names = relations.before();
        names.addAll(relations.conflicts());
        return names;
    }

    /** What comes before others has a lower rank, even where what is leaving and what is new make a circle. */
    private int rank(Instance instance) {
        learn();
        return precedence.rank(instance.spec().name());
    }

    boolean isBefore(Instance one, Instance other) {
        return rank(other) > rank(one);
    }

    /** The same instances, each after those among them that it depends on. */
    List<Instance> sorted(Collection<Instance> instances) {
        var sorted = new ArrayList<>(instances);
        sorted.sort(Comparator.comparingInt(this::rank));
        return sorted;
    }

    static Relations relations(Instance instance) {
        return instance.latest().spec().relations();
    }

    Set<Instance> members(String service) {
        learn();
        return members.getOrDefault(service, Set.of());
    }

    /** Who names its service in after, requires or conflicts. */
    Set<Instance> dependents(Instance instance) {
        learn();
        return dependents.getOrDefault(instance.spec().name(), Set.of());
    }

    /** Those whom it names, and those who name it. */
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

    /** What it requires or wants. */
    List<Instance> needs(Instance instance) {
        var needs = new ArrayList<Instance>();
        relations(instance).requires().forEach(name -> needs.addAll(members(name)));
        relations(instance).wants().forEach(name -> needs.addAll(members(name)));
        return needs;
    }

    static boolean requires(Instance dependent, Instance instance) {
        return relations(dependent).requires().contains(instance.spec().name());
    }
}
