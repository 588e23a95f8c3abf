package dev.tend.template.exec;

import dev.tend.template.value.GoType;
import dev.tend.template.value.NamedType;

/** The rules that say by types which values can be assigned and compared. */
final class Types {
    /** The parameter of built-in functions that takes any value with the type of its place. */
    static final GoType TYPED = new GoType.Interface("reflect.Value");

    private Types() {}

    /** Returns whether a value of a type can be assigned to a place of another one, without a conversion. */
    static boolean isAssignable(GoType from, GoType to) {
        if (to.equals(GoType.ANY) || from.equals(to)) {
            return true;
        }
        if (isDefined(from) && isDefined(to) || to instanceof GoType.Interface) {
            return false;
        }
        if (from.underlying() instanceof GoType.ChannelType source
                && to.underlying() instanceof GoType.ChannelType target) {
            return source.element().equals(target.element()) && (!source.receiveOnly() || target.receiveOnly());
        }
        return from.underlying().equals(to.underlying());
    }

    /** Returns whether a type has a name, as basic types have. */
    private static boolean isDefined(GoType type) {
        return type instanceof NamedType || type instanceof GoType.Basic;
    }

    /** Returns whether values of a type can be compared with each other. */
    static boolean isComparable(GoType type) {
        return switch (type.underlying()) {
            case GoType.ListType _, GoType.MapType _, GoType.FunctionType _ -> false;
            case GoType.StructType struct -> struct.fields().stream().allMatch(field -> isComparable(field.type()));
            default -> true;
        };
    }
}
