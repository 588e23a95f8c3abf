package dev.tend.template.sprig;

import static dev.tend.template.value.GoType.ANY;
import static dev.tend.template.value.GoType.BOOL;
import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.document.JsonReader;
import dev.tend.template.document.JsonWriter;
import dev.tend.template.library.Group;
import dev.tend.template.text.Sizes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sprig's functions for values that may be missing, their types, and JSON. */
final class SprigDefaults {

    private SprigDefaults() {}

    static void add(Group group) {
        group.variadic(
                        "default",
                        ANY,
                        List.of(ANY, ANY),
                        arguments -> arguments.count() < 2 || Conversions.isEmpty(arguments.any(1))
                                ? arguments.any(0)
                                : arguments.any(1))
                .any("empty", BOOL, Conversions::isEmpty)
                .variadic("coalesce", ANY, List.of(ANY), arguments -> arguments.rest(0).stream()
                        .filter(value -> !Conversions.isEmpty(value))
                        .findFirst()
                        .orElse(null))
                .variadic("all", BOOL, List.of(ANY), arguments -> arguments.rest(0).stream()
                        .noneMatch(Conversions::isEmpty))
                .variadic("any", BOOL, List.of(ANY), arguments -> !arguments.rest(0).stream()
                        .allMatch(Conversions::isEmpty))
                .add(
                        "ternary",
                        ANY,
                        List.of(ANY, ANY, BOOL),
                        arguments -> arguments.bool(2) ? arguments.any(0) : arguments.any(1))
                .any("deepCopy", ANY, value -> copy(value, 0))
                .any("mustDeepCopy", ANY, value -> copy(value, 0))
                .add(
                        "deepEqual",
                        BOOL,
                        List.of(ANY, ANY),
                        arguments -> Objects.equals(arguments.any(0), arguments.any(1)));
        addTypes(group);
        addJson(group);
    }

    private static void addTypes(Group group) {
        group.any("typeOf", STRING, value -> GoString.of(type(value)))
                .add("typeIs", BOOL, List.of(STRING, ANY), arguments -> type(arguments.any(1))
                        .equals(arguments.text(0).utf8()))
                .add("typeIsLike", BOOL, List.of(STRING, ANY), arguments -> {
                    String type = type(arguments.any(1));
                    String wanted = arguments.text(0).utf8();
                    return type.equals(wanted) || type.equals("*" + wanted);
                })
                .any("kindOf", STRING, value -> GoString.of(Conversions.kind(value)))
                .add("kindIs", BOOL, List.of(STRING, ANY), arguments -> Conversions.kind(arguments.any(1))
                        .equals(arguments.text(0).utf8()));
    }

    private static String type(Object value) {
        return value == null ? "<nil>" : Values.typeOf(value).toString();
    }

    private static void addJson(Group group) {
        group.add("fromJson", ANY, List.of(STRING), arguments -> orElse(() -> JsonReader.read(arguments.text(0)), null))
                .add("mustFromJson", ANY, List.of(STRING), arguments -> JsonReader.read(arguments.text(0)));
        json(group, "toJson", value -> JsonWriter.write(value, true, false));
        json(group, "toPrettyJson", value -> JsonWriter.write(value, true, true));
        json(group, "toRawJson", value -> JsonWriter.write(value, false, false));
    }

    private static void json(Group group, String name, Function<Object, Object> code) {
        group.any(name, STRING, value -> orElse(() -> code.apply(value), GoString.EMPTY))
                .any(SprigLists.must(name), STRING, code);
    }

    private static Object orElse(Supplier<Object> code, Object other) {
        try {
            return code.get();
        } catch (FunctionException e) {
            return other;
        }
    }

    private static Object copy(Object value, int depth) {
        Sizes.require(depth < 200, "a value is nested too deeply");
        return switch (value) {
            case GoMap map -> {
                GoMap copy = map.copy();
                map.keys().forEach(key -> copy.put(key, copy(map.get(key), depth + 1)));
                yield copy;
            }
            case GoList list -> {
                var items = new ArrayList<Object>();
                list.forEach(item -> items.add(copy(item, depth + 1)));
                yield GoList.of(list.type(), items);
            }
            case null, default -> value;
        };
    }
}
