package dev.tend.service;

import java.util.function.UnaryOperator;

/** A test on the keeper's environment, from {@code enabled=}. */
public sealed interface Condition {

    Condition ALWAYS = new Constant(true);

    /** {@code yes} or {@code no}. */
    record Constant(boolean value) implements Condition {}

    /** {@code $NAME = value} or, negated, {@code $NAME != value}; an unset variable is the empty string. */
    record Comparison(String variable, boolean negated, String value) implements Condition {}

    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    record Not(Condition operand) implements Condition {}

    /**
     * Tells whether the condition holds. {@code variables} returns a variable's value, or "" for a variable that is
     * unset.
     */
    default boolean holds(UnaryOperator<String> variables) {
        return switch (this) {
            case Constant(var value) -> value;
            case Comparison(var variable, var negated, var value) ->
                variables.apply(variable).equals(value) != negated;
            case And(var left, var right) -> left.holds(variables) && right.holds(variables);
            case Or(var left, var right) -> left.holds(variables) || right.holds(variables);
            case Not(var operand) -> !operand.holds(variables);
        };
    }
}
