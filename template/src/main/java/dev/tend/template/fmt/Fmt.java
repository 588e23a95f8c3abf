package dev.tend.template.fmt;

import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import java.util.List;

/**
 * Values as text, as Go's package {@code fmt} writes them. It differs in this: a pointer within a value is followed rather than written as an
 * address, and a text that gets longer than its limit is an error.
 */
public final class Fmt {

    private Fmt() {}

    /** Returns the values with a blank between two of which neither is a string. */
    public static GoString sprint(List<?> operands) {
        var out = new GoStringBuilder();
        print(out, operands);
        return out.toGoString();
    }

    /** Returns one value as {@code %v} writes it. */
    public static GoString sprint(Object operand) {
        var out = new GoStringBuilder();
        print(out, operand);
        return out.toGoString();
    }

    /**
     * Appends the values with a blank between two of which neither is a string.
     *
     * @throws FunctionException if the text gets longer than it may be
     */
    public static void print(GoStringBuilder out, List<?> operands) {
        var printer = new Printer(out);
        boolean wasString = true;
        for (Object operand : operands) {
            boolean string = isString(operand);
            if (!string && !wasString) {
                out.appendByte(' ');
            }
            printer.print(operand, 'v');
            wasString = string;
        }
    }

    /**
     * Appends one value as {@code %v} writes it.
     *
     * @throws FunctionException if the text gets longer than it may be
     */
    public static void print(GoStringBuilder out, Object operand) {
        if (operand instanceof GoString text) {
            out.append(text);
        } else {
            new Printer(out).print(operand, 'v');
        }
    }

    /** Returns the values with blanks between them, and a line feed. */
    public static GoString sprintln(List<?> operands) {
        var out = new GoStringBuilder();
        var printer = new Printer(out);
        for (int i = 0; i < operands.size(); i++) {
            if (i > 0) {
                out.appendByte(' ');
            }
            printer.print(operands.get(i), 'v');
        }
        return out.appendByte('\n').toGoString();
    }

    /** Returns a format with the values in it. A mistake in the format is written into the text. */
    public static GoString sprintf(GoString format, List<?> operands) {
        var out = new GoStringBuilder();
        new Printf(out, format, operands).run();
        return out.toGoString();
    }

    /** Returns a format with the values in it. */
    public static String sprintf(String format, Object... operands) {
        return sprintf(GoString.of(format), java.util.Arrays.asList(operands)).utf8();
    }

    private static boolean isString(Object operand) {
        return dev.tend.template.value.Values.plain(operand) instanceof GoString;
    }
}
