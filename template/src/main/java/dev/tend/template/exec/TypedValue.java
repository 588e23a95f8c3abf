package dev.tend.template.exec;

import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Kind;
import dev.tend.template.value.Values;

/**
 * A value, and the type of the place where it was found: an element of a {@code []interface {}} is of type {@code interface {}}, whatever
 * it is. Errors name that type. There is also no value at all, which is not the same as nil.
 */
record TypedValue(GoType type, Object value) {
    static final TypedValue INVALID = new TypedValue(null, null);

    /** Returns a value with its own type; there is none where it is null. */
    static TypedValue of(Object value) {
        return value == null ? INVALID : new TypedValue(Values.typeOf(value), value);
    }

    boolean isValid() {
        return type != null;
    }

    boolean is(Kind kind) {
        return type != null && type.kind() == kind;
    }

    /** Returns whether this is nil of its type. */
    boolean isNil() {
        if (is(Kind.INTERFACE)) {
            return value == null;
        }
        return switch (value) {
            case null -> true;
            case GoList list -> list.isNil();
            case GoMap map -> map.isNil();
            case GoPointer pointer -> pointer.isNil();
            default -> false;
        };
    }

    /** Returns what an interface contains; any other value is returned as it is. */
    TypedValue concrete() {
        return is(Kind.INTERFACE) ? of(value) : this;
    }

    /** Follows pointers and interfaces to what is no such thing, or to the nil that is one. */
    TypedValue followed() {
        TypedValue found = this;
        while (found.isReference() && !found.isNil()) {
            found = found.value instanceof GoPointer pointer && !found.is(Kind.INTERFACE)
                    ? new TypedValue(pointer.target(), pointer.value().orElseThrow())
                    : of(found.value);
        }
        return found;
    }

    /** Returns whether this is a pointer or an interface. */
    boolean isReference() {
        return is(Kind.POINTER) || is(Kind.INTERFACE);
    }

    /** Returns whether this counts as true. */
    boolean isTrue() {
        return Values.isTrue(value);
    }
}
