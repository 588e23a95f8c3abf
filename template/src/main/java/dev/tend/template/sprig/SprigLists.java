package dev.tend.template.sprig;

import static dev.tend.template.value.GoType.ANY;
import static dev.tend.template.value.GoType.ANYS;
import static dev.tend.template.value.GoType.BOOL;
import static dev.tend.template.value.GoType.INT;

import dev.tend.template.library.Arguments;
import dev.tend.template.library.Group;
import dev.tend.template.text.Sizes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Sprig's functions on lists. Those that can fail have a second name with the prefix {@code must}. */
final class SprigLists {

    private SprigLists() {}

    static void add(Group group) {
        group.variadic("list", ANYS, List.of(ANY), arguments -> Conversions.list(arguments.rest(0)))
                .variadic("tuple", ANYS, List.of(ANY), arguments -> Conversions.list(arguments.rest(0)))
                .variadic("concat", ANY, List.of(ANY), SprigLists::concat);
        both(group, "first", ANY, List.of(ANY), arguments -> {
            List<Object> items = items(arguments, "Cannot find first on type ");
            return items.isEmpty() ? null : items.getFirst();
        });
        both(group, "last", ANY, List.of(ANY), arguments -> {
            List<Object> items = items(arguments, "Cannot find last on type ");
            return items.isEmpty() ? null : items.getLast();
        });
        both(group, "rest", ANYS, List.of(ANY), arguments -> rest(items(arguments, "Cannot find rest on type "), true));
        both(
                group,
                "initial",
                ANYS,
                List.of(ANY),
                arguments -> rest(items(arguments, "Cannot find initial on type "), false));
        both(group, "append", ANYS, List.of(ANY, ANY), SprigLists::append);
        both(group, "push", ANYS, List.of(ANY, ANY), SprigLists::append);
        both(group, "prepend", ANYS, List.of(ANY, ANY), SprigLists::prepend);
        both(
                group,
                "reverse",
                ANYS,
                List.of(ANY),
                arguments -> Conversions.list(
                        items(arguments, "Cannot find reverse on type ").reversed()));
        both(
                group,
                "compact",
                ANYS,
                List.of(ANY),
                arguments -> Conversions.list(items(arguments, "Cannot compact on type ").stream()
                        .filter(item -> !Conversions.isEmpty(item))
                        .toList()));
        both(group, "uniq", ANYS, List.of(ANY), SprigLists::unique);
        variadic(
                group,
                "without",
                ANYS,
                List.of(ANY, ANY),
                arguments -> Conversions.list(items(arguments, "Cannot find without on type ").stream()
                        .filter(item -> !Conversions.isIn(arguments.rest(1), item))
                        .toList()));
        both(
                group,
                "has",
                BOOL,
                List.of(ANY, ANY),
                arguments -> arguments.any(1) != null
                        && Conversions.isIn(
                                Conversions.items(arguments.any(1), "Cannot find has on type "), arguments.any(0)));
        variadic(group, "slice", ANY, List.of(ANY, ANY), SprigLists::slice);
        both(
                group,
                "chunk",
                GoType.listOf(ANYS),
                List.of(INT, ANY),
                arguments -> chunk(arguments.integer(0), Conversions.items(arguments.any(1), "Cannot chunk type ")));
    }

    private static void both(Group group, String name, GoType result, List<GoType> parameters, Group.Code code) {
        group.add(name, result, parameters, code);
        group.add(must(name), result, parameters, code);
    }

    private static void variadic(Group group, String name, GoType result, List<GoType> parameters, Group.Code code) {
        group.variadic(name, result, parameters, code);
        group.variadic(must(name), result, parameters, code);
    }

    static String must(String name) {
        return "must" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static List<Object> items(Arguments arguments, String message) {
        return Conversions.items(arguments.any(0), message);
    }

    private static GoList rest(List<Object> items, boolean first) {
        if (items.isEmpty()) {
            return GoList.nil(ANYS);
        }
        return Conversions.list(first ? items.subList(1, items.size()) : items.subList(0, items.size() - 1));
    }

    private static Object append(Arguments arguments) {
        var items = new ArrayList<Object>(items(arguments, "Cannot push on type "));
        items.add(arguments.any(1));
        Sizes.elements(items.size());
        return Conversions.list(items);
    }

    private static Object prepend(Arguments arguments) {
        var items = new ArrayList<Object>();
        items.add(arguments.any(1));
        items.addAll(items(arguments, "Cannot prepend on type "));
        Sizes.elements(items.size());
        return Conversions.list(items);
    }

    private static Object unique(Arguments arguments) {
        // Equal values have equal hashes here, though not all that hash alike are fast to compare.
        return Conversions.list(items(arguments, "Cannot find uniq on type ").stream()
                .map(Key::new)
                .distinct()
                .map(Key::value)
                .toList());
    }

    /** A value that may be null. */
    private record Key(Object value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && Objects.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(value);
        }
    }

    private static Object concat(Arguments arguments) {
        var all = new ArrayList<Object>();
        for (Object list : arguments.rest(0)) {
            all.addAll(Conversions.items(list, "Cannot concat type "));
            Sizes.elements(all.size());
        }
        return Conversions.list(all);
    }

    private static Object slice(Arguments arguments) {
        if (!(arguments.any(0) instanceof GoList list)) {
            throw new FunctionException(
                    "list should be type of slice or array but " + Conversions.kind(arguments.any(0)));
        }
        if (list.isEmpty()) {
            return null;
        }
        long from = arguments.count() > 1 ? Conversions.int64(arguments.any(1)) : 0;
        long to = arguments.count() > 2 ? Conversions.int64(arguments.any(2)) : list.size();
        if (from < 0 || to < from || to > list.size()) {
            throw new FunctionException("reflect.Value.Slice: slice index out of bounds");
        }
        return list.slice((int) from, (int) to);
    }

    private static Object chunk(long size, List<Object> items) {
        if (size < 1) {
            throw new FunctionException("runtime error: integer divide by zero");
        }
        var chunks = new ArrayList<Object>();
        for (long from = 0; from < items.size(); from += size) {
            chunks.add(Conversions.list(items.subList((int) from, (int) Math.min(items.size(), from + size))));
        }
        return GoList.of(GoType.listOf(ANYS), chunks);
    }
}
