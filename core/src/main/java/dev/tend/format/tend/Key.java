package dev.tend.format.tend;

import dev.tend.format.Draft;
import dev.tend.text.Ascii;

/** A key of the native format: what it is called, what it takes, what holds without it, and how its value is read. */
public final class Key {

    private final String name;
    private final String values;
    private final String initial;
    private final String help;
    private final Reader reader;

    /** Puts a value into the draft of a service, or throws {@code BadValue}. */
    interface Reader {
        /** @param member the text after the dot in the key of a family, else "" */
        void read(Draft draft, String member, String value);
    }

    /** As {@link Reader}, for a key that is no family. */
    interface PlainReader {
        void read(Draft draft, String value);
    }

    /** A key that is written just so. */
    Key(String name, String values, String initial, String help, PlainReader reader) {
        this(name, values, initial, help, (draft, _, value) -> reader.read(draft, value));
    }

    /** A family of keys, such as {@code env.NAME}. */
    Key(String name, String values, String initial, String help, Reader reader) {
        this.name = name;
        this.values = values;
        this.initial = initial;
        this.help = help;
        this.reader = reader;
    }

    /**
     * Returns the name; {@code env.NAME} and {@code limit.RESOURCE} stand for a family, their second part for any
     * member.
     */
    public String name() {
        return name;
    }

    /** Returns the values that the key accepts, as a phrase or alternatives. */
    public String values() {
        return values;
    }

    /** Returns the default: a value, or a phrase in parentheses where no value would say the same. */
    public String initial() {
        return initial;
    }

    /** Returns the meaning of the key, as one sentence. */
    public String help() {
        return help;
    }

    /** Tells whether the key stands for all keys that begin with its {@link #prefix}. */
    boolean isFamily() {
        int dot = name.indexOf('.');
        return dot >= 0 && Ascii.isUpper(name.charAt(dot + 1));
    }

    /** Returns the common beginning of the keys of a family: {@code env.}. */
    String prefix() {
        return name.substring(0, name.indexOf('.') + 1);
    }

    /** Tells whether {@code written} is this key or, with a member after the dot, one of its family. */
    boolean matches(String written) {
        return isFamily() ? written.startsWith(prefix()) && written.length() > prefix().length() : written.equals(name);
    }

    /** @throws BadValue where the value is not one of {@link #values} */
    void read(Draft draft, String written, String value) {
        reader.read(draft, written.substring(isFamily() ? prefix().length() : written.length()), value);
    }
}
