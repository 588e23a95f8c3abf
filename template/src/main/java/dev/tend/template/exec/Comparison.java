package dev.tend.template.exec;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.value.Complex;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoString;
import dev.tend.template.value.Int;
import dev.tend.template.value.Values;
import java.util.List;
import java.util.Objects;

/** The comparisons of the language. Only values of like kinds are compared; of integers, the sign does not count. */
final class Comparison {
    private Comparison() {}

    /** The kinds of values that are compared with each other. */
    private enum Kinship {
        NONE,
        BOOL,
        COMPLEX,
        INTEGER,
        FLOAT,
        STRING
    }

    private static Kinship kinship(Object value) {
        return switch (value) {
            case Boolean _ -> Kinship.BOOL;
            case Int _ -> Kinship.INTEGER;
            case Double _, Float _ -> Kinship.FLOAT;
            case Complex _ -> Kinship.COMPLEX;
            case GoString _ -> Kinship.STRING;
            case null, default -> Kinship.NONE;
        };
    }

    /** Returns whether the first value is equal to one of the others. */
    static boolean isEqual(List<TypedValue> arguments) {
        if (arguments.size() == 1) {
            throw new FunctionException("missing argument for comparison");
        }
        TypedValue first = arguments.getFirst().concrete();
        for (TypedValue other : arguments.subList(1, arguments.size())) {
            if (isEqual(first, other.concrete())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEqual(TypedValue first, TypedValue second) {
        Object left = Values.plain(first.value());
        Object right = Values.plain(second.value());
        if (kinship(left) != kinship(right)) {
            if (first.isValid() && second.isValid()) {
                throw new FunctionException("incompatible types for comparison");
            }
            return false;
        }
        return switch (left) {
            case Int number -> number.compareTo((Int) right) == 0;
            case Boolean bool -> bool.equals(right);
            case GoString text -> text.equals(right);
            case Complex(double real, double imaginary) ->
                real == ((Complex) right).real() && imaginary == ((Complex) right).imaginary();
            case Double _, Float _ -> ((Number) left).doubleValue() == ((Number) right).doubleValue();
            case null, default -> isIdentical(first, second);
        };
    }

    /** Compares with nil, or values of types that Go can compare. */
    private static boolean isIdentical(TypedValue first, TypedValue second) {
        if (first.isValid()
                && second.isValid()
                && first.type().kind() != second.type().kind()) {
            throw new FunctionException(Fmt.sprintf("non-comparable types %s: ", first.value()) + first.type() + ", "
                    + second.type() + Fmt.sprintf(": %v", second.value()));
        }
        if (first.isNil() || second.isNil()) {
            return first.isNil() == second.isNil();
        }
        if (!Types.isComparable(second.type())) {
            throw new FunctionException(Fmt.sprintf("non-comparable type %s: ", second.value()) + second.type());
        }
        return first.type().equals(second.type()) && Objects.equals(first.value(), second.value());
    }

    /** Returns whether the first value is less than the second. */
    static boolean isLess(List<TypedValue> arguments) {
        Object left = Values.plain(arguments.getFirst().concrete().value());
        Object right = Values.plain(arguments.getLast().concrete().value());
        if (kinship(left) == Kinship.NONE || kinship(right) == Kinship.NONE) {
            throw new FunctionException("invalid type for comparison");
        }
        if (kinship(left) != kinship(right)) {
            throw new FunctionException("incompatible types for comparison");
        }
        return switch (left) {
            case Int number -> number.compareTo((Int) right) < 0;
            case GoString text -> text.compareTo((GoString) right) < 0;
            case Double _, Float _ -> ((Number) left).doubleValue() < ((Number) right).doubleValue();
            default -> throw new FunctionException("invalid type for comparison");
        };
    }
}
