package dev.tend.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON value (RFC 8259). Numbers keep the text they were written with, so nothing here is ever rounded.
 *
 * <p>It refuses to map objects to Java classes: the reader of a document says, field by field, what it expects.
 */
public sealed interface Json {

    /** No document is nested deeper; a stack overflow could not be caught. */
    int MAX_DEPTH = 32;

    /** No document is longer, in characters. */
    int MAX_LENGTH = 1 << 20;

    /** {@code null}. */
    record Null() implements Json {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Json {}

    /** A number, as it is written. */
    record Number(String literal) implements Json {

        /** Its value where it is written without fraction and exponent and fits a {@code long}. */
        public OptionalLong whole() {
            try {
                return OptionalLong.of(Long.parseLong(literal));
            } catch (NumberFormatException notWhole) {
                return OptionalLong.empty();
            }
        }

        /** A number of seconds as microseconds; digits beyond them are cut off. Empty where it has an exponent or is too large. */
        public OptionalLong micros() {
            return Decimals.micros(literal);
        }
    }

    /** A string. */
    record Text(String value) implements Json {}

    /** A list of values. */
    record Array(List<Json> values) implements Json {
        public Array {
            values = List.copyOf(values);
        }
    }

    /**
     * An object of JSON: named values, in the order they were written. Its creator keeps no reference to the map: an
     * unmodifiable wrapper, as TeaVM compiles it, would compare all names at each look-up of a field.
     */
    record Fields(Map<String, Json> values) implements Json {

        /** The value of that name. */
        public Optional<Json> field(String name) {
            return Optional.ofNullable(values.get(name));
        }
    }

    /**
     * Reads one document.
     *
     * @throws JsonException where the text is no JSON, names a field twice, or exceeds {@link #MAX_DEPTH} or {@link #MAX_LENGTH}
     */
    static Json parse(String text) {
        return new JsonParser(text).document();
    }

    /** A number. */
    static Json of(long number) {
        return new Number(String.valueOf(number));
    }

    /** A string. */
    static Json of(String text) {
        return new Text(text);
    }

    /** A truth. */
    static Json of(boolean truth) {
        return new Bool(truth);
    }

    /** A list of strings. */
    static Json of(List<String> texts) {
        var values = new ArrayList<Json>(texts.size());
        for (String text : texts) {
            values.add(new Text(text));
        }
        return new Array(values);
    }

    /** Microseconds as a decimal number of seconds: 1500000 is {@code 1.500000}. */
    static Json seconds(long micros) {
        return new Number(Decimals.seconds(micros));
    }

    /** An object to be filled with {@link ObjectBuilder#with}. */
    static ObjectBuilder object() {
        return new ObjectBuilder();
    }

    /** On one line, without needless blanks; what {@link Escapes} does not show as it is, is escaped. */
    default String text() {
        return JsonWriter.text(this);
    }

    /** On one line each, as the elements of one array: whoever reads by line takes off a bracket or a comma. */
    static String lines(List<Json> elements) {
        return JsonWriter.lines(elements);
    }

    /** Collects the fields of an object in order. */
    final class ObjectBuilder {

        private final FieldMap values = new FieldMap();

        private ObjectBuilder() {}

        /** Adds a field, or replaces the one of that name. */
        public ObjectBuilder with(String name, Json value) {
            values.put(name, value);
            return this;
        }

        public ObjectBuilder with(String name, String value) {
            return with(name, of(value));
        }

        public ObjectBuilder with(String name, long value) {
            return with(name, of(value));
        }

        public ObjectBuilder with(String name, boolean value) {
            return with(name, of(value));
        }

        public ObjectBuilder with(String name, List<String> values) {
            return with(name, of(values));
        }

        /** Adds all fields of an object. */
        public ObjectBuilder with(Fields object) {
            object.values().forEach(values::put);
            return this;
        }

        /** The object. */
        public Fields build() {
            return new Fields(values);
        }
    }
}
