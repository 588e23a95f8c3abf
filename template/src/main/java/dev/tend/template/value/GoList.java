package dev.tend.template.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** A slice: an immutable list of values of one type, or nil. */
public final class GoList implements Iterable<Object> {
    private final GoType type;
    private final List<Object> items;
    /** The items and those behind them which a slice of this list can get back, as in Go. */
    private final List<Object> capacity;

    private final boolean nil;

    private GoList(GoType type, List<Object> items, boolean nil) {
        this(type, items, items, nil);
    }

    private GoList(GoType type, List<Object> items, List<Object> capacity, boolean nil) {
        if (type.kind() != Kind.SLICE) {
            throw new IllegalArgumentException(type + " is no type of lists");
        }
        this.type = type;
        this.items = items;
        this.capacity = capacity;
        this.nil = nil;
    }

    /**
     * Returns a list.
     *
     * @param type the type of the list, a {@link GoType.ListType} or a name for one
     * @param items values of the type of its elements, copied
     */
    public static GoList of(GoType type, List<?> items) {
        return new GoList(type, Collections.unmodifiableList(new ArrayList<>(items)), false);
    }

    /** Returns a {@code []string}. */
    public static GoList ofStrings(List<String> texts) {
        return of(GoType.STRINGS, texts.stream().map(GoString::of).toList());
    }

    /** Returns a {@code []interface {}}. */
    public static GoList ofAny(Object... items) {
        return new GoList(GoType.ANYS, Collections.unmodifiableList(new ArrayList<>(Arrays.asList(items))), false);
    }

    /** Returns the nil of a type of lists. It is empty. */
    public static GoList nil(GoType type) {
        return new GoList(type, List.of(), true);
    }

    public GoType type() {
        return type;
    }

    public GoType element() {
        return ((GoType.ListType) type.underlying()).element();
    }

    public boolean isNil() {
        return nil;
    }

    public int size() {
        return items.size();
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    public Object get(int index) {
        return items.get(index);
    }

    /** Returns the values, which cannot be changed and of which any may be null. */
    public List<Object> items() {
        return items;
    }

    /** Returns how many values a slice of this list can have: those of the list that this one was sliced from count too. */
    public int capacity() {
        return capacity.size();
    }

    /** Returns the values from an index to another, the latter excluded. */
    public GoList slice(int from, int to) {
        return slice(from, to, capacity());
    }

    /** Returns the values from an index to another, from which slices can be made up to a third index. */
    public GoList slice(int from, int to, int end) {
        return new GoList(type, capacity.subList(from, to), capacity.subList(from, end), nil);
    }

    @Override
    public Iterator<Object> iterator() {
        return items.iterator();
    }

    /** Compares type and elements. Go has no such comparison; it is here for caches and tests. */
    @Override
    public boolean equals(Object other) {
        return other instanceof GoList that && nil == that.nil && type.equals(that.type) && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    @Override
    public String toString() {
        return type + items.toString();
    }
}
