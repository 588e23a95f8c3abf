package dev.tend.template.exec;

import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import dev.tend.template.value.Named;
import dev.tend.template.value.Values;
import java.util.List;

/** The built-in functions {@code index} and {@code slice}. */
final class Indexing {
    private Indexing() {}

    /** Returns the element at an index, the element of that at the next index, and so on. */
    static TypedValue index(List<TypedValue> arguments) {
        TypedValue item = arguments.getFirst().concrete();
        if (!item.isValid()) {
            throw new FunctionException("index of untyped nil");
        }
        for (TypedValue index : arguments.subList(1, arguments.size())) {
            item = element(item.followed(), index.concrete());
        }
        return item;
    }

    private static TypedValue element(TypedValue item, TypedValue index) {
        if (item.isReference()) {
            throw new FunctionException("index of nil pointer");
        }
        return switch (Values.plain(item.value())) {
            case GoString text -> {
                int place = element(index, text.length(), "string");
                yield new TypedValue(GoType.UINT8, new Int(Kind.UINT8, text.at(place)));
            }
            case GoList list -> new TypedValue(list.element(), list.get(element(index, list.size(), "slice")));
            case GoMap map -> {
                Object key = Invocation.convert(index, map.key()).value();
                checkHashable(key);
                boolean present = map.containsKey(key);
                yield new TypedValue(map.element(), present ? map.get(key) : Values.zero(map.element()));
            }
            case null, default -> throw new FunctionException("can't index item of type " + item.type());
        };
    }

    /** Refuses a key of a map of interfaces that no such map can have, as Go's runtime does. */
    private static void checkHashable(Object key) {
        if (key != null && !Types.isComparable(Values.typeOf(key))) {
            throw new FunctionException("runtime error: hash of unhashable type " + Values.typeOf(key));
        }
        if (key instanceof GoStruct struct) {
            struct.fields().forEach(Indexing::checkHashable);
        }
    }

    /** Returns an index of an element; one behind the last is refused by another part of Go than those after it. */
    private static int element(TypedValue index, int size, String what) {
        int place = place(index, size);
        if (place == size) {
            throw new FunctionException("reflect: " + what + " index out of range");
        }
        return place;
    }

    /** Returns an index of at most a size. */
    private static int place(TypedValue index, int size) {
        if (!index.isValid()) {
            throw new FunctionException("cannot index slice/array with nil");
        }
        if (index.is(Kind.INTERFACE) || !(Values.plain(index.value()) instanceof Int number)) {
            throw new FunctionException("cannot index slice/array with type " + index.type());
        }
        if (number.bits() < 0 || number.bits() > size) {
            throw new FunctionException("index out of range: " + number.bits());
        }
        return (int) number.bits();
    }

    /** Returns the part of a string or list from an index to another; a third one limits its capacity. */
    static TypedValue slice(List<TypedValue> arguments) {
        TypedValue item = arguments.getFirst().concrete();
        List<TypedValue> indexes = arguments.subList(1, arguments.size());
        if (!item.isValid()) {
            throw new FunctionException("slice of untyped nil");
        }
        if (indexes.size() > 3) {
            throw new FunctionException("too many slice indexes: " + indexes.size());
        }
        Object value = Values.plain(item.value());
        if (value instanceof GoString && indexes.size() == 3) {
            throw new FunctionException("cannot 3-index slice a string");
        }
        int size =
                switch (value) {
                    case GoString text -> text.length();
                    case GoList list -> list.size();
                    case null, default -> throw new FunctionException("can't slice item of type " + item.type());
                };
        int capacity = value instanceof GoList list ? list.capacity() : size;
        int[] places = places(indexes, size, capacity);
        Object part = value instanceof GoString text
                ? text.substring(places[0], places[1])
                : ((GoList) value).slice(places[0], places[1], places[2]);
        return new TypedValue(item.type(), item.value() instanceof Named named ? new Named(named.type(), part) : part);
    }

    private static int[] places(List<TypedValue> indexes, int size, int capacity) {
        int[] places = {0, size, capacity};
        for (int i = 0; i < indexes.size(); i++) {
            // Go does not look into interfaces here, other than in index.
            places[i] = place(indexes.get(i), capacity);
        }
        for (int i = 0; i < 2; i++) {
            if (places[i] > places[i + 1]) {
                throw new FunctionException("invalid slice index: " + places[i] + " > " + places[i + 1]);
            }
        }
        return places;
    }
}
