package dev.tend.template.sprig;

import static dev.tend.template.value.GoType.ANY;
import static dev.tend.template.value.GoType.ANYS;
import static dev.tend.template.value.GoType.BOOL;
import static dev.tend.template.value.GoType.OBJECT;
import static dev.tend.template.value.GoType.STRING;
import static dev.tend.template.value.GoType.STRINGS;

import dev.tend.template.library.Arguments;
import dev.tend.template.library.Group;
import dev.tend.template.library.Merge;
import dev.tend.template.text.Sizes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.Values;
import java.util.ArrayList;
import java.util.List;

/** Sprig's functions on maps. Some change the map that they get, as Sprig does. */
final class SprigMaps {

    private SprigMaps() {}

    static void add(Group group) {
        group.variadic("dict", OBJECT, List.of(ANY), SprigMaps::dict)
                .add(
                        "get",
                        ANY,
                        List.of(OBJECT, STRING),
                        arguments -> arguments.map(0).containsKey(arguments.text(1))
                                ? arguments.map(0).get(arguments.text(1))
                                : GoString.EMPTY)
                .add("set", OBJECT, List.of(OBJECT, STRING, ANY), SprigMaps::set)
                .add("unset", OBJECT, List.of(OBJECT, STRING), arguments -> {
                    arguments.map(0).remove(arguments.text(1));
                    return arguments.map(0);
                })
                .add("hasKey", BOOL, List.of(OBJECT, STRING), arguments -> arguments
                        .map(0)
                        .containsKey(arguments.text(1)))
                .variadic("pluck", ANYS, List.of(STRING, OBJECT), SprigMaps::pluck)
                .variadic("keys", STRINGS, List.of(OBJECT), SprigMaps::keys)
                .add("values", ANYS, List.of(OBJECT), arguments -> {
                    GoMap map = arguments.map(0);
                    var values = new ArrayList<Object>();
                    map.keys().forEach(key -> values.add(map.get(key)));
                    return Conversions.list(values);
                })
                .variadic("pick", OBJECT, List.of(OBJECT, STRING), arguments -> chosen(arguments, true))
                .variadic("omit", OBJECT, List.of(OBJECT, STRING), arguments -> chosen(arguments, false))
                .variadic("dig", ANY, List.of(ANY), SprigMaps::dig);
        for (String name : List.of("merge", "mustMerge")) {
            group.variadic(name, ANY, List.of(OBJECT, OBJECT), arguments -> merge(arguments, false));
        }
        for (String name : List.of("mergeOverwrite", "mustMergeOverwrite")) {
            group.variadic(name, ANY, List.of(OBJECT, OBJECT), arguments -> merge(arguments, true));
        }
    }

    private static Object dict(Arguments arguments) {
        GoMap map = GoMap.of(OBJECT);
        for (int i = 0; i < arguments.count(); i += 2) {
            boolean last = i + 1 == arguments.count();
            map.put(Conversions.string(arguments.any(i)), last ? GoString.EMPTY : arguments.any(i + 1));
        }
        return map;
    }

    private static Object set(Arguments arguments) {
        GoMap map = arguments.map(0);
        Sizes.elements(map.size());
        if (holds(arguments.any(2), map, 0)) {
            throw new FunctionException("a map cannot contain itself");
        }
        map.put(arguments.text(1), arguments.any(2));
        return map;
    }

    /** Tells whether a map is a value, or somewhere in it: to print one that contains itself would never end. */
    @SuppressWarnings("ReferenceEquality")
    static boolean holds(Object value, GoMap map, int depth) {
        Sizes.require(depth < 200, "a value is nested too deeply");
        return switch (value) {
            case GoMap other ->
                other == map || other.keys().stream().anyMatch(key -> holds(other.get(key), map, depth + 1));
            case GoList list -> list.items().stream().anyMatch(item -> holds(item, map, depth + 1));
            case null, default -> false;
        };
    }

    private static Object pluck(Arguments arguments) {
        var found = new ArrayList<Object>();
        for (Object map : arguments.rest(1)) {
            if (((GoMap) map).containsKey(arguments.text(0))) {
                found.add(((GoMap) map).get(arguments.text(0)));
            }
        }
        return Conversions.list(found);
    }

    private static Object keys(Arguments arguments) {
        var keys = new ArrayList<Object>();
        arguments.rest(0).forEach(map -> keys.addAll(((GoMap) map).keys()));
        return GoList.of(STRINGS, keys);
    }

    private static Object chosen(Arguments arguments, boolean picked) {
        GoMap from = arguments.map(0);
        GoMap chosen = GoMap.of(OBJECT);
        for (Object key : from.keys()) {
            if (Conversions.isIn(arguments.rest(1), key) == picked) {
                chosen.put(key, from.get(key));
            }
        }
        return chosen;
    }

    private static Object merge(Arguments arguments, boolean overwrites) {
        GoMap target = arguments.map(0);
        for (Object source : arguments.rest(1)) {
            if (holds(source, target, 0)) {
                continue;
            }
            GoMap merged = Merge.merged(target, (GoMap) source, overwrites);
            merged.keys().forEach(key -> target.put(key, merged.get(key)));
        }
        return target;
    }

    private static Object dig(Arguments arguments) {
        int count = arguments.count();
        if (count < 3) {
            throw new FunctionException("dig needs at least three arguments");
        }
        Object value = arguments.any(count - 1);
        for (int i = 0; i < count - 2; i++) {
            if (!(value instanceof GoMap map) || !map.type().equals(OBJECT)) {
                throw new FunctionException("interface conversion: interface {} is "
                        + (value == null ? "nil" : Values.typeOf(value))
                        + ", not map[string]interface {}");
            }
            if (!(arguments.any(i) instanceof GoString key)) {
                throw new FunctionException("interface conversion: a key of dig is no string");
            }
            if (!map.containsKey(key)) {
                return arguments.any(count - 2);
            }
            value = map.get(key);
        }
        return value;
    }
}
