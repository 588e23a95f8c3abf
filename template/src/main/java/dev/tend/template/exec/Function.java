package dev.tend.template.exec;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoType;
import dev.tend.template.value.NamedType;
import java.util.ArrayList;
import java.util.List;

/**
 * A function that a template can call: a built-in one, which sees the types of the places of its arguments, or any other.
 *
 * @param builtIn whether it is built in, which some are called differently for
 */
record Function(String name, GoType.FunctionType type, Code code, boolean builtIn) {

    /** The code of a function. */
    @FunctionalInterface
    interface Code {
        /** @throws FunctionException if the function returns an error */
        TypedValue call(FunctionCall call, List<TypedValue> arguments);
    }

    /** Returns the function of a name in an evaluation; the functions that it was given hide built-in ones. */
    static Function find(String name, Frame frame) {
        return frame.evaluation()
                .function(name)
                .map(Function::of)
                .or(() -> Builtins.find(name))
                .orElseThrow(() -> frame.error(Quotes.quote(name) + " is not a defined function"));
    }

    static Function of(GoFunction function) {
        GoType result = function.type().results().isEmpty()
                ? null
                : function.type().results().getFirst();
        Code code = (call, arguments) -> {
            List<Object> values = new ArrayList<>();
            arguments.forEach(argument -> values.add(argument.value()));
            return new TypedValue(result, function.code().call(call, values));
        };
        return new Function(function.name(), function.type(), code, false);
    }

    /** Returns a method of a value as a function. */
    static Function bound(String name, NamedType.Method method, Object receiver) {
        GoFunction.Code code = (call, arguments) -> {
            List<Object> all = new ArrayList<>(arguments);
            all.addFirst(receiver);
            return method.code().call(call, all);
        };
        return of(new GoFunction(name, method.type(), code));
    }

    /** Returns the type of the parameter that gets an argument, if there are parameters left for it. */
    GoType parameter(int index) {
        int last = type.parameters().size() - 1;
        return type.variadic() && index >= last
                ? ((GoType.ListType) type.parameters().get(last)).element()
                : type.parameters().get(index);
    }

    /** Returns why the function cannot be called by a template, or null if it can. */
    String defect() {
        int results = type.results().size() + (type.fallible() ? 1 : 0);
        return type.results().size() == 1
                ? null
                : type.results().size() == 2 && !type.fallible()
                        ? "invalid function signature for " + name + ": second return value should be error; is "
                                + type.results().get(1)
                        : "function " + name + " has " + results + " return values; should be 1 or 2";
    }
}
