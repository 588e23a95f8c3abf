package dev.tend.template.value;

import java.util.Iterator;

/**
 * A channel that is closed after its last value: an iterator of values, each of which is received once, by whoever ranges over it first.
 *
 * @param type a {@link GoType.ChannelType} or a name for one
 * @param values what is received from it
 */
public record GoChannel(GoType type, Iterator<?> values) {
    public GoChannel {
        if (type.kind() != Kind.CHANNEL) {
            throw new IllegalArgumentException(type + " is no type of channels");
        }
    }

    public GoType element() {
        return ((GoType.ChannelType) type.underlying()).element();
    }
}
