package dev.tend.template.value;

import java.util.Optional;

/** A pointer to a value, or nil. Pointers are equal if they are the same object. */
public final class GoPointer {
    private final GoType target;
    private final Object value;

    private GoPointer(GoType target, Object value) {
        this.target = target;
        this.value = value;
    }

    /** Returns a pointer to a value that is not null. */
    public static GoPointer to(Object value) {
        return new GoPointer(Values.typeOf(value), value);
    }

    /** Returns the nil of the pointers to a type. */
    public static GoPointer nil(GoType target) {
        return new GoPointer(target, null);
    }

    public GoType type() {
        return GoType.pointerTo(target);
    }

    /** Returns the type of the value. */
    public GoType target() {
        return target;
    }

    public boolean isNil() {
        return value == null;
    }

    /** Returns what this points to; empty for nil. */
    public Optional<Object> value() {
        return Optional.ofNullable(value);
    }

    @Override
    public String toString() {
        return isNil() ? "nil" : "&" + value;
    }
}
