package dev.tend.template.function;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.library.Group;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import dev.tend.template.value.Values;
import java.util.List;

/** Functions on two numbers. The first argument is the right operand, so that {@code x | subtract 2} is x - 2. */
final class NumberFunctions {

    private NumberFunctions() {}

    /** An operation on numbers of the same kind. */
    private interface Operation {
        long signed(long left, long right);

        default long unsigned(long left, long right) {
            return signed(left, right);
        }

        double floating(double left, double right);
    }

    static List<GoFunction> all() {
        return new Group()
                .add("add", GoType.ANY, List.of(GoType.ANY, GoType.ANY), code("add", new Sum()))
                .add("subtract", GoType.ANY, List.of(GoType.ANY, GoType.ANY), code("subtract", new Difference()))
                .add("multiply", GoType.ANY, List.of(GoType.ANY, GoType.ANY), code("multiply", new Product()))
                .add("divide", GoType.ANY, List.of(GoType.ANY, GoType.ANY), code("divide", new Quotient()))
                .add("modulo", GoType.ANY, List.of(GoType.ANY, GoType.ANY), code("modulo", new Remainder()))
                .add("minimum", GoType.ANY, List.of(GoType.ANY, GoType.ANY), choice("minimum", true))
                .add("maximum", GoType.ANY, List.of(GoType.ANY, GoType.ANY), choice("maximum", false))
                .functions();
    }

    private record Sum() implements Operation {
        @Override
        public long signed(long left, long right) {
            return left + right;
        }

        @Override
        public double floating(double left, double right) {
            return left + right;
        }
    }

    private record Difference() implements Operation {
        @Override
        public long signed(long left, long right) {
            return left - right;
        }

        @Override
        public double floating(double left, double right) {
            return left - right;
        }
    }

    private record Product() implements Operation {
        @Override
        public long signed(long left, long right) {
            return left * right;
        }

        @Override
        public double floating(double left, double right) {
            return left * right;
        }
    }

    private record Quotient() implements Operation {
        @Override
        public long signed(long left, long right) {
            return left / nonZero(right);
        }

        @Override
        public long unsigned(long left, long right) {
            return Long.divideUnsigned(left, nonZero(right));
        }

        @Override
        public double floating(double left, double right) {
            return left / right;
        }
    }

    private record Remainder() implements Operation {
        @Override
        public long signed(long left, long right) {
            return left % nonZero(right);
        }

        @Override
        public long unsigned(long left, long right) {
            return Long.remainderUnsigned(left, nonZero(right));
        }

        @Override
        public double floating(double left, double right) {
            throw new IllegalStateException();
        }
    }

    /** Returns a divisor that is not zero. */
    static long nonZero(long divisor) {
        if (divisor == 0) {
            throw new FunctionException("runtime error: integer divide by zero");
        }
        return divisor;
    }

    private static Group.Code code(String name, Operation operation) {
        boolean floats = !(operation instanceof Remainder);
        return arguments -> {
            Object left = number(name, arguments.any(1), floats);
            Object right = number(name, arguments.any(0), floats);
            if (left instanceof Int a && right instanceof Int b) {
                boolean unsigned = !a.kind().isSigned() && !b.kind().isSigned();
                return unsigned
                        ? Int.uint64(operation.unsigned(a.bits(), b.bits()))
                        : Int.int64(operation.signed(a.bits(), b.bits()));
            }
            return operation.floating(floating(left), floating(right));
        };
    }

    /** The smaller or the larger of two numbers, with 64 bits; of two that are equal, the first argument. */
    private static Group.Code choice(String name, boolean smaller) {
        return arguments -> {
            Object left = number(name, arguments.any(1), true);
            Object right = number(name, arguments.any(0), true);
            boolean chooseLeft = smaller ? isLess(left, right) : isLess(right, left);
            return wide(chooseLeft ? left : right);
        };
    }

    private static boolean isLess(Object left, Object right) {
        if (left instanceof Int a && right instanceof Int b) {
            boolean unsigned = !a.kind().isSigned() && !b.kind().isSigned();
            return unsigned ? Long.compareUnsigned(a.bits(), b.bits()) < 0 : a.bits() < b.bits();
        }
        return floating(left) < floating(right);
    }

    private static Object wide(Object number) {
        return number instanceof Int integer
                ? integer.kind().isSigned() ? Int.int64(integer.bits()) : Int.uint64(integer.bits())
                : number;
    }

    private static double floating(Object number) {
        return number instanceof Int integer ? integer.toDouble() : (Double) number;
    }

    /** Returns an Int or a Double. */
    private static Object number(String function, Object value, boolean floats) {
        Object plain = Values.plain(value);
        if (plain instanceof Int integer && integer.kind() != Kind.UINTPTR) {
            return integer;
        }
        if (floats && plain instanceof Double) {
            return plain;
        }
        if (floats && plain instanceof Float number) {
            return (double) number;
        }
        if (value == null) {
            throw new FunctionException(function + ": unknown type for \"<invalid reflect.Value>\" (<nil>)");
        }
        throw new FunctionException(function + ": unknown type for " + Fmt.sprintf("%q (%T)", value, value));
    }
}
