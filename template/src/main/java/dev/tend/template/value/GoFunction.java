package dev.tend.template.value;

import java.util.List;

/**
 * A function of the language, which is a value too.
 *
 * @param name by which templates call it
 * @param type of its parameters and results
 * @param code what it does
 */
public record GoFunction(String name, GoType.FunctionType type, Code code) {

    /**
     * The code of a function. The arguments have been checked: there are as many as the type has parameters (more or one fewer for a variadic
     * function, whose last arguments are not put into a list), and each has the type of its parameter, {@code null} only for an interface.
     * The result has the type of the first result, and is {@code null} only for an interface or where there is no result.
     */
    @FunctionalInterface
    public interface Code {
        /** @throws FunctionException if the function returns an error */
        Object call(Call call, List<Object> arguments);
    }

    /** Returns a function with one result, and parameters as given. */
    public static GoFunction of(String name, GoType result, List<GoType> parameters, Code code) {
        return new GoFunction(name, GoType.FunctionType.of(result, parameters.toArray(GoType[]::new)), code);
    }

    /** Returns a function with one result, whose last parameter, of the type given here, may be repeated. */
    public static GoFunction variadic(String name, GoType result, List<GoType> parameters, Code code) {
        return new GoFunction(name, GoType.FunctionType.variadic(result, parameters.toArray(GoType[]::new)), code);
    }
}
