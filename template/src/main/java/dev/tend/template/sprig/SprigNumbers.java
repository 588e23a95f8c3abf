package dev.tend.template.sprig;

import static dev.tend.template.value.GoType.ANY;
import static dev.tend.template.value.GoType.FLOAT64;
import static dev.tend.template.value.GoType.INT;
import static dev.tend.template.value.GoType.INT64;
import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.library.Arguments;
import dev.tend.template.library.Group;
import dev.tend.template.text.Numerals;
import dev.tend.template.text.Sizes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Sprig's functions on numbers, which take a text for the number in it. */
final class SprigNumbers {

    private static final GoType INTS = GoType.listOf(INT);

    private SprigNumbers() {}

    static void add(Group group) {
        group.any("int", INT, value -> Int.of(Conversions.int64(value)))
                .any("int64", INT64, value -> Int.int64(Conversions.int64(value)))
                .any("float64", FLOAT64, Conversions::float64)
                .add("atoi", INT, List.of(STRING), arguments -> Int.of(number(arguments.text(0), 10)))
                .any("toDecimal", INT64, value -> Int.int64(number(Fmt.sprint(value), 8)))
                .any("add1", INT64, value -> Int.int64(Conversions.int64(value) + 1))
                .variadic("add", INT64, List.of(ANY), arguments -> reduced(0, arguments.rest(0), Long::sum))
                .variadic("mul", INT64, List.of(ANY, ANY), arguments -> first(arguments, (a, b) -> a * b))
                .add("sub", INT64, List.of(ANY, ANY), arguments -> first(arguments, (a, b) -> a - b))
                .add("div", INT64, List.of(ANY, ANY), arguments -> first(arguments, (a, b) -> a / nonZero(b)))
                .add("mod", INT64, List.of(ANY, ANY), arguments -> first(arguments, (a, b) -> a % nonZero(b)))
                .variadic("max", INT64, List.of(ANY, ANY), arguments -> first(arguments, Math::max))
                .variadic("biggest", INT64, List.of(ANY, ANY), arguments -> first(arguments, Math::max))
                .variadic("min", INT64, List.of(ANY, ANY), arguments -> first(arguments, Math::min))
                .variadic("maxf", FLOAT64, List.of(ANY, ANY), arguments -> floats(arguments, Math::max))
                .variadic("minf", FLOAT64, List.of(ANY, ANY), arguments -> floats(arguments, Math::min))
                .any("ceil", FLOAT64, value -> Math.ceil(Conversions.float64(value)))
                .any("floor", FLOAT64, value -> Math.floor(Conversions.float64(value)))
                .variadic("round", FLOAT64, List.of(ANY, INT, FLOAT64), SprigNumbers::round);
        addDecimals(group);
        group.add(
                        "until",
                        INTS,
                        List.of(INT),
                        arguments -> steps(0, arguments.integer(0), arguments.integer(0) < 0 ? -1 : 1))
                .add(
                        "untilStep",
                        INTS,
                        List.of(INT, INT, INT),
                        arguments -> steps(arguments.integer(0), arguments.integer(1), arguments.integer(2)))
                .variadic("seq", STRING, List.of(INT), SprigNumbers::sequence);
    }

    private static void addDecimals(Group group) {
        group.any("add1f", FLOAT64, value -> decimals(1.0, List.of(Conversions.float64(value)), BigDecimal::add))
                .variadic("addf", FLOAT64, List.of(ANY), arguments -> decimals(0.0, arguments.rest(0), BigDecimal::add))
                .variadic(
                        "subf",
                        FLOAT64,
                        List.of(ANY, ANY),
                        arguments -> decimals(arguments.any(0), arguments.rest(1), BigDecimal::subtract))
                .variadic(
                        "mulf",
                        FLOAT64,
                        List.of(ANY, ANY),
                        arguments -> decimals(arguments.any(0), arguments.rest(1), BigDecimal::multiply))
                .variadic(
                        "divf",
                        FLOAT64,
                        List.of(ANY, ANY),
                        arguments -> decimals(arguments.any(0), arguments.rest(1), SprigNumbers::quotient));
    }

    private static long number(GoString text, int base) {
        try {
            return Numerals.parseInt(text, base);
        } catch (FunctionException e) {
            return 0;
        }
    }

    private static long nonZero(long divisor) {
        Sizes.require(divisor != 0, "runtime error: integer divide by zero");
        return divisor;
    }

    private static Int first(Arguments arguments, LongBinaryOperator operation) {
        return reduced(Conversions.int64(arguments.any(0)), arguments.rest(1), operation);
    }

    private static Int reduced(long start, List<Object> operands, LongBinaryOperator operation) {
        long result = start;
        for (Object operand : operands) {
            result = operation.applyAsLong(result, Conversions.int64(operand));
        }
        return Int.int64(result);
    }

    private static Object floats(Arguments arguments, DoubleBinaryOperator operation) {
        double result = Conversions.float64(arguments.any(0));
        for (Object operand : arguments.rest(1)) {
            result = operation.applyAsDouble(result, Conversions.float64(operand));
        }
        return result;
    }

    /** Computes with the decimal digits of numbers, so that 0.1 and 0.2 are 0.3. */
    private static Object decimals(Object start, List<?> operands, BinaryOperator<BigDecimal> operation) {
        BigDecimal result = decimal(start);
        for (Object operand : operands) {
            result = operation.apply(result, decimal(operand));
            Sizes.require(
                    result.precision() < 10_000 && Math.abs((long) result.scale()) < 100_000,
                    "a number has too many digits");
        }
        return result.doubleValue();
    }

    private static BigDecimal decimal(Object value) {
        double number = Conversions.float64(value);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new FunctionException("Cannot create a Decimal from " + Fmt.sprintf("%v", number));
        }
        return Numerals.decimal(number);
    }

    private static BigDecimal quotient(BigDecimal left, BigDecimal right) {
        Sizes.require(right.signum() != 0, "decimal division by 0");
        return left.divide(right, 16, RoundingMode.HALF_UP);
    }

    private static Object round(Arguments arguments) {
        double limit = arguments.count() > 2 ? (Double) arguments.any(2) : 0.5;
        double power = Math.pow(10, (double) arguments.integer(1));
        double digits = power * Conversions.float64(arguments.any(0));
        double fraction = digits - (digits < 0 ? Math.ceil(digits) : Math.floor(digits));
        return (fraction >= limit ? Math.ceil(digits) : Math.floor(digits)) / power;
    }

    private static List<Object> range(long from, long to, long step) {
        var numbers = new ArrayList<Object>();
        boolean down = to < from;
        if (step == 0 || down != step < 0) {
            return numbers;
        }
        for (long i = from; down ? i > to : i < to; i += step) {
            numbers.add(Int.of(i));
            Sizes.elements(numbers.size());
            if (down ? i < Long.MIN_VALUE - step : i > Long.MAX_VALUE - step) {
                break;
            }
        }
        return numbers;
    }

    private static GoList steps(long from, long to, long step) {
        return GoList.of(INTS, range(from, to, step));
    }

    /** END; START END; START STEP END: all of them are in the sequence. */
    private static Object sequence(Arguments arguments) {
        int count = arguments.count();
        if (count == 0 || count > 3) {
            return GoString.EMPTY;
        }
        long from = count == 1 ? 1 : arguments.integer(0);
        long to = arguments.integer(count - 1);
        long one = to < from ? -1 : 1;
        long step = count == 3 ? arguments.integer(1) : one;
        if (count == 3 && to < from && step > 0) {
            return GoString.EMPTY;
        }
        var text = new StringBuilder();
        for (Object number : range(from, to + one, step)) {
            text.append(text.isEmpty() ? "" : " ").append(number);
        }
        return GoString.of(text.toString());
    }
}
