package dev.tend.template.exec;

import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoChannel;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.GoType.FunctionType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import dev.tend.template.value.NamedType;
import dev.tend.template.value.Values;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Types, data and functions for tests. The program of Go that they are compared with has the same ones. */
final class Samples {
    static final NamedType TAGS = new NamedType(
            "main.Tags",
            GoType.STRINGS,
            Map.of(
                    "Contains",
                    new NamedType.Method(
                            new FunctionType(List.of(GoType.STRING), false, List.of(GoType.BOOL), false),
                            (_, arguments) ->
                                    ((GoList) arguments.getFirst()).items().contains(arguments.get(1)))));

    static final NamedType PAIR = new NamedType(
            "main.Pair",
            new GoType.StructType(List.of(
                    new GoType.Field("Key", GoType.STRING),
                    new GoType.Field("Value", GoType.ANY),
                    new GoType.Field("Flags", GoType.UINT64),
                    new GoType.Field("Tags", TAGS),
                    new GoType.Field("secret", GoType.INT))));

    static final Map<String, GoFunction> FUNCTIONS = functions();

    private Samples() {}

    private static Map<String, GoFunction> functions() {
        Map<String, GoFunction> functions = new TreeMap<>();
        GoType yielded = new FunctionType(List.of(GoType.STRING), false, List.of(GoType.BOOL), false);
        GoType twoYielded = new FunctionType(List.of(GoType.INT, GoType.STRING), false, List.of(GoType.BOOL), false);
        add(
                functions,
                GoFunction.of("twice", GoType.INT, List.of(GoType.INT), (_, a) -> Int.of(2 * integer(a.getFirst()))));
        add(
                functions,
                GoFunction.of(
                        "upper",
                        GoType.STRING,
                        List.of(GoType.STRING),
                        (_, a) -> GoString.of(a.getFirst().toString().toUpperCase(Locale.ROOT))));
        add(functions, GoFunction.of("fail", GoType.STRING, List.of(), (_, _) -> {
            throw new FunctionException("it fails");
        }));
        add(functions, GoFunction.of("nothing", GoType.ANY, List.of(), (_, _) -> null));
        add(functions, GoFunction.of("ident", GoType.ANY, List.of(GoType.ANY), (_, a) -> a.getFirst()));
        add(
                functions,
                GoFunction.variadic(
                        "sum",
                        GoType.INT,
                        List.of(GoType.INT),
                        (_, a) -> Int.of(a.stream().mapToLong(Samples::integer).sum())));
        add(
                functions,
                GoFunction.variadic("list", GoType.ANYS, List.of(GoType.ANY), (_, a) -> GoList.of(GoType.ANYS, a)));
        add(
                functions,
                GoFunction.of(
                        "loop",
                        new GoType.ChannelType(GoType.INT64, true),
                        List.of(GoType.INT),
                        (_, a) -> new GoChannel(
                                new GoType.ChannelType(GoType.INT64, true),
                                LongStream.range(0, integer(a.getFirst()))
                                        .mapToObj(Int::int64)
                                        .iterator())));
        FunctionType iterator = new FunctionType(List.of(yielded), false, List.of(), false);
        GoFunction each = new GoFunction("each", iterator, (call, a) -> {
            for (String letter : List.of("a", "b", "c")) {
                if (!(boolean) call.invoke((GoFunction) a.getFirst(), List.of(GoString.of(letter)))) {
                    break;
                }
            }
            return null;
        });
        add(functions, GoFunction.of("each", iterator, List.of(), (_, _) -> each));
        FunctionType twoIterator = new FunctionType(List.of(twoYielded), false, List.of(), false);
        GoFunction pairs = new GoFunction("pairs", twoIterator, (call, a) -> {
            for (int i = 0; i < 2; i++) {
                if (!(boolean)
                        call.invoke((GoFunction) a.getFirst(), List.of(Int.of(i), GoString.of(i == 0 ? "x" : "y")))) {
                    break;
                }
            }
            return null;
        });
        add(functions, GoFunction.of("pairs", twoIterator, List.of(), (_, _) -> pairs));
        add(
                functions,
                GoFunction.of("half", GoType.FLOAT64, List.of(GoType.FLOAT64), (_, a) -> (double) a.getFirst() / 2));
        add(functions, GoFunction.of("byte", GoType.UINT8, List.of(GoType.UINT8), (_, a) -> a.getFirst()));
        add(functions, GoFunction.of("flip", GoType.BOOL, List.of(GoType.BOOL), (_, a) -> !(boolean) a.getFirst()));
        add(
                functions,
                GoFunction.of(
                        "join",
                        GoType.STRING,
                        List.of(GoType.STRING, GoType.STRINGS),
                        (_, a) -> joined((GoString) a.getFirst(), (GoList) a.get(1))));
        add(
                functions,
                GoFunction.of(
                        "keys", GoType.INT, List.of(GoType.OBJECT), (_, a) -> Int.of(((GoMap) a.getFirst()).size())));
        add(
                functions,
                GoFunction.of(
                        "pair",
                        GoType.pointerTo(PAIR),
                        List.of(GoType.STRING),
                        (_, a) -> GoPointer.to(pair((GoString) a.getFirst()))));
        add(functions, GoFunction.of("flags", GoType.UINT64, List.of(PAIR), (_, a) -> ((GoStruct) a.getFirst())
                .get("Flags")));
        return functions;
    }

    private static GoString joined(GoString separator, GoList texts) {
        GoStringBuilder joined = new GoStringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            joined.append(i == 0 ? GoString.EMPTY : separator).append((GoString) texts.get(i));
        }
        return joined.toGoString();
    }

    private static void add(Map<String, GoFunction> functions, GoFunction function) {
        functions.put(function.name(), function);
    }

    private static long integer(Object value) {
        return ((Int) Values.plain(value)).bits();
    }

    static GoStruct pair(GoString key) {
        return GoStruct.of(
                PAIR,
                key,
                null,
                Int.uint64(7),
                GoList.of(TAGS, List.of(GoString.of("web"), GoString.of("db"))),
                Int.of(1));
    }

    /** Returns the data of the tables. */
    static GoMap data() {
        GoMap data = GoMap.of(GoType.OBJECT);
        GoMap map = GoMap.ofAny(Map.of("a", Int.of(1)));
        map.put("b", null);
        data.put("map", map);
        data.put("strings", GoList.ofStrings(List.of("a", "b")));
        data.put(
                "words",
                GoMap.of(GoType.mapOf(GoType.STRING, GoType.STRING), Map.of(GoString.of("a"), GoString.of("A"))));
        data.put("list", GoList.ofAny(Int.of(1), map.copy(), null));
        data.put("lists", GoList.ofAny(GoList.ofAny(Int.of(1), Int.of(2))));
        data.put("mixed", GoMap.of(GoType.mapOf(GoType.ANY, GoType.ANY)));
        data.put("empty", GoList.ofAny());
        data.put("u8", new Int(Kind.UINT8, 3));
        data.put("pair", GoPointer.to(pair(GoString.of("k"))));
        data.put("tags", GoList.of(TAGS, List.of(GoString.of("web"))));
        data.put("twice", FUNCTIONS.get("twice"));
        return data;
    }
}
