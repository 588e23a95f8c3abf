package dev.tend.template.fmt;

/** The flags, the width and the precision of one verb. */
final class Flags {

    /** The width or precision that is not given. */
    static final int NONE = -1;

    int width = NONE;
    int precision = NONE;
    boolean minus;
    boolean plus;
    boolean sharp;
    boolean space;
    boolean zero;
    /** {@code %+v}: structs with the names of their fields. */
    boolean plusV;
    /** {@code %#v}: values as Go's source text. */
    boolean sharpV;

    void clear() {
        width = NONE;
        precision = NONE;
        minus = false;
        plus = false;
        sharp = false;
        space = false;
        zero = false;
        plusV = false;
        sharpV = false;
    }

    /** Lets {@code +} and {@code #} mean what they mean for {@code %v}. */
    void forGeneralVerb() {
        sharpV = sharp;
        sharp = false;
        plusV = plus;
        plus = false;
    }

    boolean hasWidth() {
        return width != NONE;
    }

    boolean hasPrecision() {
        return precision != NONE;
    }
}
