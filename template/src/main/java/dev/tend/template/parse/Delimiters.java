package dev.tend.template.parse;

import dev.tend.template.value.GoString;

/** The delimiters that begin and end an action. An empty one stands for the usual one. */
public record Delimiters(GoString left, GoString right) {
    public static final Delimiters DEFAULT = new Delimiters(GoString.EMPTY, GoString.EMPTY);

    public Delimiters {
        left = left.isEmpty() ? GoString.of("{{") : left;
        right = right.isEmpty() ? GoString.of("}}") : right;
    }

    public static Delimiters of(String left, String right) {
        return new Delimiters(GoString.of(left), GoString.of(right));
    }
}
