package dev.tend.template.value;

import java.util.Map;
import java.util.Optional;

/**
 * A type with a name of its own, such as {@code dependency.KeyPair}, and with methods. Two of the same name are the same type.
 */
public final class NamedType implements GoType {
    private final String name;
    private final GoType underlying;
    private final Map<String, Method> methods;

    /** A method: a function whose code gets the receiver as its first argument, which its type does not contain. */
    public record Method(FunctionType type, GoFunction.Code code) {}

    /**
     * @param name package and name, as Go prints them
     * @param underlying what values of this type consist of
     * @param methods the exported methods by name
     */
    public NamedType(String name, GoType underlying, Map<String, Method> methods) {
        this.name = name;
        this.underlying = underlying.underlying();
        this.methods = Map.copyOf(methods);
    }

    public NamedType(String name, GoType underlying) {
        this(name, underlying, Map.of());
    }

    public Optional<Method> method(String wanted) {
        return Optional.ofNullable(methods.get(wanted));
    }

    @Override
    public Kind kind() {
        return underlying.kind();
    }

    @Override
    public GoType underlying() {
        return underlying;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedType that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
