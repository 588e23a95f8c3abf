package dev.tend.text;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The fields of a JSON object in the order in which they were written. The objects of this program are small and are read in
 * that order, so that a look-up takes one comparison; only a large object has an index.
 */
final class FieldMap extends AbstractMap<String, Json> {

    /** The number of fields that an object may have without an index. */
    private static final int FEW = 32;

    private String[] names;
    private int[] hashes;
    private Json[] values;
    private int count;

    /** The place at which the next look-up begins: behind the last field found. */
    private int next;

    /** The places of all fields, of an object with more than {@link #FEW}. */
    private Map<String, Integer> places = Map.of();

    FieldMap() {
        names = new String[8];
        hashes = new int[8];
        values = new Json[8];
    }

    /** Adds a field; returns false, and changes nothing, if there is one of that name. */
    boolean add(String name, Json value) {
        if (place(name) >= 0) {
            return false;
        }
        append(name, value);
        return true;
    }

    @Override
    public Json put(String name, Json value) {
        int place = place(name);
        if (place < 0) {
            append(name, value);
            return null;
        }
        Json former = values[place];
        values[place] = value;
        return former;
    }

    private void append(String name, Json value) {
        if (count == names.length) {
            grow();
        }
        names[count] = name;
        hashes[count] = name.hashCode();
        values[count] = value;
        if (count >= FEW) {
            index();
        }
        count++;
        next = count;
    }

    @Override
    public Json get(Object name) {
        int place = name instanceof String text ? place(text) : -1;
        return place < 0 ? null : values[place];
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Json> action) {
        for (int i = 0; i < count; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public Set<Entry<String, Json>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return count;
            }

            @Override
            public Iterator<Entry<String, Json>> iterator() {
                return new Entries();
            }
        };
    }

    private int place(String name) {
        if (count > FEW) {
            return places.getOrDefault(name, -1);
        }
        int hash = name.hashCode();
        int[] known = hashes;
        int start = Math.min(next, count);
        int at = place(name, hash, known, start, count);
        return at >= 0 ? at : place(name, hash, known, 0, start);
    }

    private int place(String name, int hash, int[] known, int from, int to) {
        for (int i = from; i < to; i++) {
            if (known[i] == hash && names[i].equals(name)) {
                next = i + 1;
                return i;
            }
        }
        return -1;
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, 2 * count);
        var moreNames = new String[2 * count];
        System.arraycopy(names, 0, moreNames, 0, count);
        names = moreNames;
        var moreValues = new Json[2 * count];
        System.arraycopy(values, 0, moreValues, 0, count);
        values = moreValues;
    }

    /** Adds the last field to the index, and, when it is the first that needs one, all others. */
    private void index() {
        if (count == FEW) {
            places = new HashMap<>();
            for (int i = 0; i < count; i++) {
                places.put(names[i], i);
            }
        }
        places.put(names[count], count);
    }

    private final class Entries implements Iterator<Entry<String, Json>> {

        private int at;

        @Override
        public boolean hasNext() {
            return at < count;
        }

        @Override
        public Entry<String, Json> next() {
            if (at == count) {
                throw new NoSuchElementException();
            }
            return new SimpleImmutableEntry<>(names[at], values[at++]);
        }
    }
}
