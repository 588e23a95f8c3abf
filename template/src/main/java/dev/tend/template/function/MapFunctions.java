package dev.tend.template.function;

import static dev.tend.template.value.GoType.ANYS;
import static dev.tend.template.value.GoType.INT;
import static dev.tend.template.value.GoType.OBJECT;
import static dev.tend.template.value.GoType.STRING;
import static dev.tend.template.value.GoType.mapOf;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.fmt.Quotes;
import dev.tend.template.library.Group;
import dev.tend.template.library.Merge;
import dev.tend.template.text.Texts;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Functions that make maps of lists, and one map of two. */
final class MapFunctions {

    private static final GoString SLASH = GoString.of("/");
    private static final GoType PAIR = GoType.pointerTo(ConsulTypes.KEY_PAIR);

    private MapFunctions() {}

    static List<GoFunction> all() {
        return new Group()
                .add(
                        "byKey",
                        mapOf(STRING, mapOf(STRING, PAIR)),
                        List.of(ConsulTypes.KEY_PAIRS),
                        arguments -> byKey(arguments.list(0)))
                .any("byTag", mapOf(STRING, ANYS), MapFunctions::byTag)
                .any("byPort", mapOf(INT, ANYS), MapFunctions::byPort)
                .add(
                        "byMeta",
                        mapOf(STRING, ConsulTypes.INSTANCES),
                        List.of(STRING, ConsulTypes.INSTANCES),
                        arguments -> MetaGroups.of(arguments.text(0).utf8(), arguments.list(1)))
                .add("explode", OBJECT, List.of(ConsulTypes.KEY_PAIRS), arguments -> explode(arguments.list(0)))
                .add("explodeMap", OBJECT, List.of(OBJECT), arguments -> explodeMap(arguments.map(0)))
                .add(
                        "mergeMap",
                        OBJECT,
                        List.of(OBJECT, OBJECT),
                        arguments -> Merge.merged(arguments.map(0), arguments.map(1), false))
                .add(
                        "mergeMapWithOverride",
                        OBJECT,
                        List.of(OBJECT, OBJECT),
                        arguments -> Merge.merged(arguments.map(0), arguments.map(1), true))
                .functions();
    }

    private static GoStruct struct(Object pointer) {
        return (GoStruct) ((GoPointer) pointer)
                .value()
                .orElseThrow(() ->
                        new FunctionException("runtime error: invalid memory address or nil pointer dereference"));
    }

    private static GoMap byKey(GoList pairs) {
        GoType inner = mapOf(STRING, PAIR);
        GoMap map = GoMap.of(mapOf(STRING, inner));
        for (Object pointer : pairs) {
            GoStruct pair = struct(pointer);
            GoString key = (GoString) pair.get("Key");
            int slash = key.indexOf(SLASH, 0);
            if (slash < 0 || slash == key.length() - 1) {
                continue;
            }
            GoString top = key.substring(0, slash);
            if (!map.containsKey(top)) {
                map.put(top, GoMap.of(inner));
            }
            var fields = new ArrayList<Object>(pair.fields());
            fields.set(pair.structType().indexOf("Key"), key.substring(slash + 1));
            ((GoMap) map.get(top)).put(key.substring(slash + 1), GoPointer.to(new GoStruct(pair.type(), fields)));
        }
        return map;
    }

    private static Object byTag(Object services) {
        GoMap map = GoMap.of(mapOf(STRING, ANYS));
        for (Object service : services("byTag", services, Set.of(ConsulTypes.INSTANCES, ConsulTypes.SERVICE_NAMES))) {
            for (Object tag : (GoList) struct(service).get("Tags")) {
                append(map, tag, service);
            }
        }
        return map;
    }

    private static Object byPort(Object services) {
        GoMap map = GoMap.of(mapOf(INT, ANYS));
        for (Object service : services("byPort", services, Set.of(ConsulTypes.INSTANCES))) {
            append(map, struct(service).get("Port"), service);
        }
        return map;
    }

    private static List<Object> services(String function, Object services, Set<GoType> types) {
        if (services == null) {
            return List.of();
        }
        if (services instanceof GoList list && types.contains(list.type())) {
            return list.items();
        }
        throw new FunctionException(function + ": wrong argument type " + Values.typeOf(services));
    }

    private static void append(GoMap map, Object key, Object value) {
        var values = new ArrayList<Object>();
        if (map.get(key) instanceof GoList before) {
            values.addAll(before.items());
        }
        values.add(value);
        map.put(key, GoList.of(ANYS, values));
    }

    private static GoMap explode(GoList pairs) {
        GoMap map = GoMap.of(OBJECT);
        for (Object pointer : pairs) {
            GoStruct pair = struct(pointer);
            nest("explode", map, (GoString) pair.get("Key"), pair.get("Value"));
        }
        return map;
    }

    private static GoMap explodeMap(GoMap flat) {
        GoMap map = GoMap.of(OBJECT);
        for (Object key : flat.keys()) {
            nest("explodeMap", map, (GoString) key, flat.get(key));
        }
        return map;
    }

    /** Puts a value where its path says. A path that ends in a slash only makes the map. */
    private static void nest(String function, GoMap root, GoString path, Object value) {
        GoMap map = root;
        List<GoString> parts = Texts.split(path, SLASH);
        GoString at = path;
        for (GoString part : parts.subList(0, parts.size() - 1)) {
            if (!map.containsKey(part)) {
                map.put(part, GoMap.of(OBJECT));
            }
            if (!(map.get(part) instanceof GoMap inner) || !inner.type().equals(OBJECT)) {
                throw clash(function, at, part, map.get(part));
            }
            map = inner;
            at = at.substring(Math.min(at.length(), part.length() + 1));
        }
        GoString last = parts.getLast();
        if (!last.isEmpty()) {
            map.put(last, value);
        }
    }

    private static FunctionException clash(String function, GoString path, GoString part, Object value) {
        return new FunctionException(function + ": not a map: "
                + Quotes.quote(path).utf8() + ": " + Fmt.sprintf("%q already has value %q", part, value));
    }
}
