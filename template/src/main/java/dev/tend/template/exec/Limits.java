package dev.tend.template.exec;

import java.util.function.BooleanSupplier;

/**
 * The bounds of an evaluation. To exceed one is an error with a position.
 *
 * @param depth how deep templates, branches and parentheses may be in each other
 * @param steps how many statements, commands, iterations and units of {@link dev.tend.template.value.Call#spend} there may be
 * @param valueBytes the size of all values together that functions may return, in bytes
 * @param expired whether the time for the evaluation is over; it is asked once for about 2,000 steps
 */
public record Limits(int depth, long steps, long valueBytes, BooleanSupplier expired) {
    /** A depth for which the usual stack of a thread, a mebibyte, suffices. */
    public static final int DEPTH = 500;

    public static final Limits DEFAULT = new Limits(DEPTH, 50_000_000, 128L * 1024 * 1024, () -> false);

    public Limits withExpiry(BooleanSupplier over) {
        return new Limits(depth, steps, valueBytes, over);
    }
}
