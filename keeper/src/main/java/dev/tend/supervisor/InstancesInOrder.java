package dev.tend.supervisor;

import dev.tend.instance.Instance;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NoSuchElementException;

/** All instances in the order of their names, for a reader that pauses: instances may come and go meanwhile. */
final class InstancesInOrder implements Iterator<Instance> {

    private final NavigableMap<String, Instance> instances;
    private String last = "";

    InstancesInOrder(NavigableMap<String, Instance> instances) {
        this.instances = instances;
    }

    @Override
    public boolean hasNext() {
        return instances.higherKey(last) != null;
    }

    @Override
    public Instance next() {
        var entry = instances.higherEntry(last);
        if (entry == null) {
            throw new NoSuchElementException();
        }
        last = entry.getKey();
        return entry.getValue();
    }
}
