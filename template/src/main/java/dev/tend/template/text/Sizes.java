package dev.tend.template.text;

import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoStringBuilder;

/** Bounds of values, checked before a value is made. */
public final class Sizes {

    /** The largest number of elements that a function makes. */
    public static final int ELEMENTS = 1_000_000;

    private Sizes() {}

    /**
     * Checks a condition.
     *
     * @throws FunctionException with the message if it does not hold
     */
    public static void require(boolean condition, String message) {
        if (!condition) {
            throw new FunctionException(message);
        }
    }

    /** Checks the size of a string in bytes. */
    public static void bytes(long size) {
        require(
                size <= GoStringBuilder.DEFAULT_LIMIT,
                "a value has more than " + GoStringBuilder.DEFAULT_LIMIT + " bytes");
    }

    /** Checks the size of a list. */
    public static void elements(long size) {
        require(size <= ELEMENTS, "a list has more than " + ELEMENTS + " elements");
    }
}
