package dev.tend.template.library;

import dev.tend.template.value.Call;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Collects the functions of one group. */
public final class Group {

    private final String prefix;
    private final List<GoFunction> functions = new ArrayList<>();

    /** Creates an empty group whose functions have names that begin with a prefix. */
    public Group(String prefix) {
        this.prefix = prefix;
    }

    /** Creates an empty group. */
    public Group() {
        this("");
    }

    /** The code of a function that needs its arguments only. */
    @FunctionalInterface
    public interface Code {
        /** @throws dev.tend.template.value.FunctionException if the function returns an error */
        Object call(Arguments arguments);
    }

    /** The code of a function that asks something of the evaluation. */
    @FunctionalInterface
    public interface CallCode {
        /** @throws dev.tend.template.value.FunctionException if the function returns an error */
        Object call(Call call, Arguments arguments);
    }

    /** Adds a function. */
    public Group add(String name, GoType result, List<GoType> parameters, Code code) {
        return add(name, result, parameters, (call, arguments) -> code.call(arguments));
    }

    /** Adds a function that asks something of the evaluation. */
    public Group add(String name, GoType result, List<GoType> parameters, CallCode code) {
        functions.add(GoFunction.of(
                prefix + name, result, parameters, (call, arguments) -> code.call(call, new Arguments(arguments))));
        return this;
    }

    /** Adds a function whose last parameter may be repeated, or left out. */
    public Group variadic(String name, GoType result, List<GoType> parameters, Code code) {
        return variadic(name, result, parameters, (call, arguments) -> code.call(arguments));
    }

    /** Adds a function whose last parameter may be repeated, which asks something of the evaluation. */
    public Group variadic(String name, GoType result, List<GoType> parameters, CallCode code) {
        functions.add(GoFunction.variadic(
                prefix + name, result, parameters, (call, arguments) -> code.call(call, new Arguments(arguments))));
        return this;
    }

    /** Adds a function from a string to a string. */
    public Group text(String name, UnaryOperator<GoString> code) {
        return add(name, GoType.STRING, List.of(GoType.STRING), arguments -> code.apply(arguments.text(0)));
    }

    /** Adds a function from two strings to one. */
    public Group texts(String name, BinaryOperator<GoString> code) {
        return add(
                name,
                GoType.STRING,
                List.of(GoType.STRING, GoType.STRING),
                arguments -> code.apply(arguments.text(0), arguments.text(1)));
    }

    /** Adds a function from any value to any other. */
    public Group any(String name, GoType result, Function<Object, Object> code) {
        return add(name, result, List.of(GoType.ANY), arguments -> code.apply(arguments.any(0)));
    }

    /** Returns the functions. */
    public List<GoFunction> functions() {
        return functions;
    }
}
