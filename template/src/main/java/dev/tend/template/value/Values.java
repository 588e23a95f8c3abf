package dev.tend.template.value;

import java.util.ArrayList;
import java.util.List;

/** Types, zero values and truth of values. */
public final class Values {
    private Values() {}

    /** Returns the type of a value that is not null. */
    public static GoType typeOf(Object value) {
        return switch (value) {
            case Boolean _ -> GoType.BOOL;
            case Int number -> GoType.basic(number.kind());
            case Double _ -> GoType.FLOAT64;
            case Float _ -> GoType.basic(Kind.FLOAT32);
            case Complex _ -> GoType.COMPLEX128;
            case GoString _ -> GoType.STRING;
            case Named named -> named.type();
            case GoList list -> list.type();
            case GoMap map -> map.type();
            case GoStruct struct -> struct.type();
            case GoPointer pointer -> pointer.type();
            case GoChannel channel -> channel.type();
            case GoFunction function -> function.type();
            default -> throw new IllegalArgumentException("no value of templates: " + value.getClass());
        };
    }

    /** Returns a value without the name of its type, if that is a {@link Named}. */
    public static Object plain(Object value) {
        return value instanceof Named named ? named.value() : value;
    }

    /** Returns the zero value of a type: null for interfaces, channels and functions. */
    public static Object zero(GoType type) {
        Object zero =
                switch (type.underlying()) {
                    case GoType.Basic basic -> zero(basic.kind());
                    case GoType.ListType _ -> GoList.nil(type);
                    case GoType.MapType _ -> GoMap.nil(type);
                    case GoType.PointerType pointer -> GoPointer.nil(pointer.target());
                    case GoType.StructType struct -> new GoStruct(type, zeros(struct));
                    default -> null;
                };
        return type instanceof NamedType named && type.kind().isBasic() ? new Named(named, zero) : zero;
    }

    private static List<Object> zeros(GoType.StructType struct) {
        List<Object> zeros = new ArrayList<>();
        struct.fields().forEach(field -> zeros.add(zero(field.type())));
        return zeros;
    }

    private static Object zero(Kind kind) {
        return switch (kind) {
            case BOOL -> false;
            case FLOAT64 -> 0.0;
            case FLOAT32 -> 0.0f;
            case COMPLEX128 -> new Complex(0, 0);
            case STRING -> GoString.EMPTY;
            default -> new Int(kind, 0);
        };
    }

    /**
     * Returns whether a value counts as true: it is not nil, false, zero, or an empty string, list or map. A struct is true
     * always.
     */
    public static boolean isTrue(Object value) {
        return switch (value) {
            case null -> false;
            case Boolean bool -> bool;
            case Int number -> number.bits() != 0;
            case Double number -> number != 0;
            case Float number -> number != 0;
            case Complex number -> number.real() != 0 || number.imaginary() != 0;
            case GoString text -> !text.isEmpty();
            case Named named -> isTrue(named.value());
            case GoList list -> !list.isEmpty();
            case GoMap map -> !map.isEmpty();
            case GoPointer pointer -> !pointer.isNil();
            default -> true;
        };
    }
}
