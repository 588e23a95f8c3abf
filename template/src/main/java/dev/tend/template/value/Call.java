package dev.tend.template.value;

import java.util.List;

/** A call of a function, through which it reaches the evaluation that calls it. */
public interface Call {
    /** Returns where the call is in the source. */
    Position position();

    /**
     * Counts work against the bounds of the evaluation. A function calls it before it does what takes long: once for about each
     * 1,000 bytes or elements.
     *
     * @throws RuntimeException if a bound is exceeded; the function lets it pass
     */
    void spend(long steps);

    /**
     * Evaluates a template of the same set.
     *
     * @throws FunctionException if there is no template of this name
     */
    GoString evaluate(String template, Object data);

    /** Calls a function value, such as one that was an argument, with arguments that have the types of its parameters. */
    default Object invoke(GoFunction function, List<Object> arguments) {
        return function.code().call(this, arguments);
    }
}
