package dev.tend.template.value;

/**
 * An integer of any of Go's kinds.
 *
 * @param kind a signed or unsigned kind
 * @param bits the number; for the 64 bit unsigned kinds, the same 64 bits
 */
public record Int(Kind kind, long bits) implements Comparable<Int> {
    /** Cuts the number down to the size of its kind, as a conversion of Go does. */
    public Int {
        if (!kind.isInteger()) {
            throw new IllegalArgumentException(kind + " is no kind of integers");
        }
        int unused = 64 - kind.bits();
        bits = kind.isSigned() ? bits << unused >> unused : bits << unused >>> unused;
    }

    /** Returns an {@code int}. */
    public static Int of(long number) {
        return new Int(Kind.INT, number);
    }

    public static Int int64(long number) {
        return new Int(Kind.INT64, number);
    }

    public static Int uint64(long bits) {
        return new Int(Kind.UINT64, bits);
    }

    /** Returns whether the number is below zero. */
    public boolean isNegative() {
        return kind.isSigned() && bits < 0;
    }

    /** Compares the numbers, whatever the kinds are. */
    @Override
    public int compareTo(Int other) {
        if (isNegative() != other.isNegative()) {
            return isNegative() ? -1 : 1;
        }
        return Long.compareUnsigned(bits, other.bits);
    }

    /** Returns the number as a float64. */
    public double toDouble() {
        if (kind.isSigned() || bits >= 0) {
            return bits;
        }
        // The lowest bit is kept for rounding, so that the half of the number rounds as the number itself.
        return (double) (bits >>> 1 | bits & 1) * 2;
    }

    @Override
    public String toString() {
        return kind.isSigned() ? Long.toString(bits) : Long.toUnsignedString(bits);
    }
}
