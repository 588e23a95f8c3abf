package dev.tend.template.value;

/**
 * A bool, number or string whose type has a name of its own, such as {@code time.Duration}.
 *
 * @param value the value without the name: Boolean, {@link Int}, Double, Float, {@link Complex}, {@link GoString}
 */
public record Named(NamedType type, Object value) {
    public Named {
        if (!type.kind().isBasic() || !Values.typeOf(value).equals(type.underlying())) {
            throw new IllegalArgumentException(value + " is not what a " + type + " consists of");
        }
    }
}
