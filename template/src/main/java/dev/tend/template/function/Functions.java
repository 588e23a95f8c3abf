package dev.tend.template.function;

import dev.tend.template.sprig.SprigFunctions;
import dev.tend.template.value.Call;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All functions of the language but those that are built into it. */
public final class Functions {

    /** Those that need nothing but their arguments, made once. */
    private static final Map<String, GoFunction> PURE = metered(pure());

    private static final Set<String> NAMES = names();

    private Functions() {}

    private static List<GoFunction> pure() {
        var pure = new ArrayList<GoFunction>();
        pure.addAll(ParseFunctions.all());
        pure.addAll(TextFunctions.all());
        pure.addAll(ListFunctions.all());
        pure.addAll(MapFunctions.all());
        pure.addAll(NumberFunctions.all());
        pure.addAll(SprigFunctions.all());
        return pure;
    }

    /** Returns the functions of one evaluation by name. */
    public static Map<String, GoFunction> of(Surroundings surroundings) {
        var own = new ArrayList<GoFunction>();
        own.addAll(new KeyFunctions(surroundings.data()).all());
        own.addAll(new CatalogueFunctions(surroundings.data()).all());
        own.addAll(new LocalFunctions(surroundings).all());
        own.add(new Scratch().function());
        var functions = new HashMap<>(PURE);
        functions.putAll(metered(own));
        functions.replaceAll((name, function) -> surroundings.denied().test(name) ? denied(function) : function);
        return functions;
    }

    private static GoFunction denied(GoFunction function) {
        return GoFunction.variadic(
                function.name(), function.type().results().getFirst(), List.of(GoType.ANY), (call, arguments) -> {
                    throw new FunctionException("function is disabled");
                });
    }

    /** Tells whether there is a function of a name, {@code plugin} and {@code writeToFile} left aside. */
    public static boolean contains(String name) {
        return NAMES.contains(name);
    }

    /** Returns the names of all functions, {@code plugin} and {@code writeToFile} left aside. */
    public static Set<String> all() {
        return NAMES;
    }

    private static Set<String> names() {
        var names = new TreeSet<>(PURE.keySet());
        new KeyFunctions(NoData.INSTANCE).all().forEach(function -> names.add(function.name()));
        new CatalogueFunctions(NoData.INSTANCE).all().forEach(function -> names.add(function.name()));
        new LocalFunctions(NoData.surroundings()).all().forEach(function -> names.add(function.name()));
        names.add("scratch");
        return Collections.unmodifiableSortedSet(names);
    }

    /** Returns why a function of the reference is refused; empty for all other names. */
    public static Optional<String> refusal(String name) {
        return Refusals.reason(name);
    }

    /** Returns the message of a parse error with the reason behind it, where it is about a function that is refused. */
    public static String explained(String message) {
        for (String name : Refusals.names()) {
            if (message.endsWith("function \"" + name + "\" not defined")) {
                return message + ": " + refusal(name).orElseThrow();
            }
        }
        return message;
    }

    /** Returns the names of the functions that are refused. */
    public static Iterable<String> refused() {
        return Refusals.names();
    }

    private static Map<String, GoFunction> metered(List<GoFunction> functions) {
        var metered = new HashMap<String, GoFunction>();
        for (GoFunction function : functions) {
            metered.put(function.name(), new GoFunction(function.name(), function.type(), (call, arguments) -> {
                spend(call, arguments);
                return function.code().call(call, arguments);
            }));
        }
        return metered;
    }

    /** Counts the work that a function has with the size of its arguments, against the bounds of the evaluation. */
    private static void spend(Call call, List<Object> arguments) {
        long size = 0;
        for (Object argument : arguments) {
            size += switch (argument) {
                case GoString text -> text.length();
                case GoList list -> 50L * list.size();
                case GoMap map -> 100L * map.size();
                case null, default -> 1;
            };
        }
        call.spend(1 + size / 1000);
    }
}
