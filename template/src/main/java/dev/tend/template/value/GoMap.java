package dev.tend.template.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A map, in the order in which Go prints and ranges over it. It can be changed, and all who have it see the change, as in Go; but no
 * function may change a map that it has not made itself, unless changing it is the purpose of the function.
 */
public final class GoMap {
    private final GoType type;
    private final TreeMap<Object, Object> entries = new TreeMap<>(GoOrder.INSTANCE);
    private final boolean nil;

    private GoMap(GoType type, boolean nil) {
        if (type.kind() != Kind.MAP) {
            throw new IllegalArgumentException(type + " is no type of maps");
        }
        this.type = type;
        this.nil = nil;
    }

    /**
     * Returns an empty map.
     *
     * @param type the type of the map, a {@link GoType.MapType} or a name for one
     */
    public static GoMap of(GoType type) {
        return new GoMap(type, false);
    }

    /** Returns a map with these entries. */
    public static GoMap of(GoType type, Map<?, ?> entries) {
        GoMap map = of(type);
        entries.forEach(map::put);
        return map;
    }

    /** Returns a {@code map[string]interface {}} with these entries. */
    public static GoMap ofAny(Map<String, ?> entries) {
        GoMap map = of(GoType.OBJECT);
        entries.forEach((key, value) -> map.put(GoString.of(key), value));
        return map;
    }

    /** Returns the nil of a type of maps. It is empty, and refuses entries. */
    public static GoMap nil(GoType type) {
        return new GoMap(type, true);
    }

    public GoType type() {
        return type;
    }

    public GoType key() {
        return ((GoType.MapType) type.underlying()).key();
    }

    public GoType element() {
        return ((GoType.MapType) type.underlying()).element();
    }

    public boolean isNil() {
        return nil;
    }

    public int size() {
        return entries.size();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    public boolean containsKey(String key) {
        return entries.containsKey(GoString.of(key));
    }

    /** Returns the value of a key; null where the key is absent, or its value is nil. */
    public Object get(Object key) {
        return entries.get(key);
    }

    public Object get(String key) {
        return entries.get(GoString.of(key));
    }

    /** Sets the value of a key. */
    public void put(Object key, Object value) {
        if (nil) {
            throw new FunctionException("assignment to entry in nil map");
        }
        entries.put(key, value);
    }

    public void put(String key, Object value) {
        put(GoString.of(key), value);
    }

    public void remove(Object key) {
        entries.remove(key);
    }

    /** Returns the keys of now, sorted. */
    public List<Object> keys() {
        return new ArrayList<>(entries.keySet());
    }

    /** Returns an independent map with the same entries, which is not nil. */
    public GoMap copy() {
        GoMap copy = of(type);
        copy.entries.putAll(entries);
        return copy;
    }

    /** Compares type and entries. Go has no such comparison; it is here for caches and tests. */
    @Override
    public boolean equals(Object other) {
        return other instanceof GoMap that && nil == that.nil && type.equals(that.type) && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.size();
    }

    @Override
    public String toString() {
        return type + entries.toString();
    }
}
