package dev.tend.template.value;

/** The kinds of Go's types, as package reflect counts them. */
public enum Kind {
    BOOL("bool", 0),
    INT("int", 64),
    INT8("int8", 8),
    INT16("int16", 16),
    INT32("int32", 32),
    INT64("int64", 64),
    UINT("uint", 64),
    UINT8("uint8", 8),
    UINT16("uint16", 16),
    UINT32("uint32", 32),
    UINT64("uint64", 64),
    UINTPTR("uintptr", 64),
    FLOAT32("float32", 32),
    FLOAT64("float64", 64),
    COMPLEX128("complex128", 128),
    STRING("string", 0),
    SLICE("slice", 0),
    MAP("map", 0),
    STRUCT("struct", 0),
    POINTER("ptr", 0),
    INTERFACE("interface", 0),
    CHANNEL("chan", 0),
    FUNCTION("func", 0);

    private final String word;
    private final int bits;

    Kind(String word, int bits) {
        this.word = word;
        this.bits = bits;
    }

    /** Returns Go's name of the kind; for a basic kind, this is also the name of its type. */
    public String word() {
        return word;
    }

    /** Returns the size of a number of this kind in bits, 0 for anything else. */
    public int bits() {
        return bits;
    }

    /** Returns whether a type of this kind is built into the language, and not composed of other types. */
    public boolean isBasic() {
        return compareTo(STRING) <= 0;
    }

    public boolean isSigned() {
        return compareTo(INT) >= 0 && compareTo(INT64) <= 0;
    }

    public boolean isUnsigned() {
        return compareTo(UINT) >= 0 && compareTo(UINTPTR) <= 0;
    }

    public boolean isInteger() {
        return isSigned() || isUnsigned();
    }

    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** Returns whether nil is a value of the types of this kind. */
    public boolean hasNil() {
        return compareTo(SLICE) >= 0 && this != STRUCT;
    }

    @Override
    public String toString() {
        return word;
    }
}
