package dev.tend.supervisor;

import dev.tend.instance.Instance;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeMap;

/** All instances of a keeper by name. */
public final class Instances {

    private final TreeMap<String, Instance> byName = new TreeMap<>();

    /** Returns all instances in the order of their names, as they are at any time. */
    public Collection<Instance> all() {
        return byName.values();
    }

    /** Returns all instances, for a reader that pauses. */
    public Iterator<Instance> inOrder() {
        return new InstancesInOrder(byName);
    }

    public Optional<Instance> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Tells whether an instance has not been removed. */
    public boolean contains(Instance instance) {
        return byName.get(instance.name()) == instance;
    }

    void add(Instance instance) {
        byName.put(instance.name(), instance);
    }

    void remove(Instance instance) {
        byName.remove(instance.name());
    }
}
