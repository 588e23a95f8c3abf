package dev.tend.template.exec;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoChannel;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions that are built into the language. */
final class Builtins {
    private static final Map<String, Function> FUNCTIONS = new HashMap<>();

    static {
        Function.Code decidedByCalls = (_, _) -> {
            throw new IllegalStateException("Calls evaluates this");
        };
        variadic("and", decidedByCalls, Types.TYPED, Types.TYPED);
        variadic("or", decidedByCalls, Types.TYPED, Types.TYPED);
        fixed("not", 1, (_, arguments) -> TypedValue.of(!arguments.getFirst().isTrue()));
        variadic("eq", (_, arguments) -> TypedValue.of(Comparison.isEqual(arguments)), Types.TYPED, Types.TYPED);
        fixed("ne", 2, (_, arguments) -> TypedValue.of(!Comparison.isEqual(arguments)));
        fixed("lt", 2, (_, arguments) -> TypedValue.of(Comparison.isLess(arguments)));
        fixed("le", 2, (_, arguments) -> TypedValue.of(Comparison.isLess(arguments) || Comparison.isEqual(arguments)));
        fixed(
                "gt",
                2,
                (_, arguments) -> TypedValue.of(!Comparison.isLess(arguments) && !Comparison.isEqual(arguments)));
        fixed("ge", 2, (_, arguments) -> TypedValue.of(!Comparison.isLess(arguments)));
        variadic("index", (_, arguments) -> Indexing.index(arguments), Types.TYPED, Types.TYPED);
        variadic("slice", (_, arguments) -> Indexing.slice(arguments), Types.TYPED, Types.TYPED);
        fixed("len", 1, (_, arguments) -> TypedValue.of(Int.of(length(arguments.getFirst()))));
        variadic("call", Invocation::call, Types.TYPED, Types.TYPED);
        text("print", (call, arguments) -> Fmt.sprint(spent(call, values(arguments))));
        text("println", (call, arguments) -> Fmt.sprintln(spent(call, values(arguments))));
        variadic("printf", Builtins::printf, GoType.STRING, GoType.ANY);
        text("html", (_, arguments) -> Escapes.html(Escapes.joined(arguments)));
        text("js", (_, arguments) -> Escapes.javaScript(Escapes.joined(arguments)));
        text("urlquery", (_, arguments) -> Escapes.urlQuery(Escapes.joined(arguments)));
    }

    private Builtins() {}

    static boolean contains(String name) {
        return FUNCTIONS.containsKey(name);
    }

    static Optional<Function> find(String name) {
        return Optional.ofNullable(FUNCTIONS.get(name));
    }

    /** The code of a function that makes a text. */
    @FunctionalInterface
    private interface TextCode {
        GoString text(FunctionCall call, List<TypedValue> arguments);
    }

    private static void text(String name, TextCode code) {
        variadic(name, (call, arguments) -> TypedValue.of(code.text(call, arguments)), GoType.ANY);
    }

    private static void variadic(String name, Function.Code code, GoType... parameters) {
        FUNCTIONS.put(name, new Function(name, GoType.FunctionType.variadic(Types.TYPED, parameters), code, true));
    }

    private static void fixed(String name, int count, Function.Code code) {
        GoType[] parameters = new GoType[count];
        Arrays.fill(parameters, Types.TYPED);
        FUNCTIONS.put(name, new Function(name, GoType.FunctionType.of(Types.TYPED, parameters), code, true));
    }

    private static TypedValue printf(FunctionCall call, List<TypedValue> arguments) {
        GoString format = (GoString) Values.plain(arguments.getFirst().value());
        List<Object> operands = values(arguments.subList(1, arguments.size()));
        call.spend(format.length() / 1000);
        return TypedValue.of(Fmt.sprintf(format, spent(call, operands)));
    }

    private static List<Object> values(List<TypedValue> arguments) {
        List<Object> values = new ArrayList<>();
        arguments.forEach(argument -> values.add(argument.value()));
        return values;
    }

    /** Counts the work of writing texts. */
    private static List<Object> spent(FunctionCall call, List<Object> values) {
        for (Object value : values) {
            call.spend(value instanceof GoString text ? text.length() / 1000 : 1);
        }
        return values;
    }

    private static int length(TypedValue argument) {
        TypedValue value = argument.followed();
        if (value.isReference()) {
            throw new FunctionException("len of nil pointer");
        }
        return switch (Values.plain(value.value())) {
            case GoString text -> text.length();
            case GoList list -> list.size();
            case GoMap map -> map.size();
            // A channel without a buffer, as those of all functions are.
            case GoChannel _ -> 0;
            case null, default -> throw noLength(value);
        };
    }

    private static FunctionException noLength(TypedValue value) {
        if (!value.isValid()) {
            return new FunctionException("reflect: call of reflect.Value.Type on zero Value");
        }
        return new FunctionException("len of type " + value.type());
    }
}
