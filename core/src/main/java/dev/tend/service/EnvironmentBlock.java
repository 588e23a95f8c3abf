package dev.tend.service;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Environment variables as one text, {@code NAME=value} and a NUL for each, as in environ(7). A service file may set thousands of
 * them: as one text they take two bytes a character, as a map ten times as much. Blocks are equal that set the same variables
 * to the same values, in whatever order.
 *
 * <p>The keeper looks into a block only to start a process, and to tell in which variables two of them differ; both make a
 * map of it first.
 */
public final class EnvironmentBlock {

    public static final EnvironmentBlock EMPTY = new EnvironmentBlock("");

    private static final char END = '\0';

    private final String text;

    private EnvironmentBlock(String text) {
        this.text = text;
    }

    /**
     * Returns the block of the variables, in the order of the map.
     *
     * @throws IllegalArgumentException where a name has {@code =} in it, or a name or value a NUL
     */
    public static EnvironmentBlock of(Map<String, String> variables) {
        if (variables.isEmpty()) {
            return EMPTY;
        }
        var text = new StringBuilder();
        variables.forEach((name, value) -> {
            if (name.indexOf('=') >= 0 || name.indexOf(END) >= 0 || value.indexOf(END) >= 0) {
                throw new IllegalArgumentException("no environment variable: " + name);
            }
            text.append(name).append('=').append(value).append(END);
        });
        return new EnvironmentBlock(text.toString());
    }

    /** Hands on each variable's name and value, in order. */
    public void forEach(BiConsumer<String, String> receiver) {
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            int end = text.indexOf(END, equals);
            receiver.accept(text.substring(at, equals), text.substring(equals + 1, end));
            at = end + 1;
        }
    }

    /** Returns a new map with the variables, in order. */
    public Map<String, String> toMap() {
        var variables = new LinkedHashMap<String, String>();
        forEach(variables::put);
        return variables;
    }

    /** Tells whether it sets a variable of that name. */
    public boolean sets(String name) {
        String start = name + "=";
        return text.startsWith(start) || text.indexOf(END + start) >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnvironmentBlock block
                && (text.equals(block.text) || text.length() == block.text.length() && sameVariables(block));
    }

    private boolean sameVariables(EnvironmentBlock other) {
        var theirs = new HashMap<String, String>();
        other.forEach(theirs::put);
        boolean[] same = {true};
        forEach((name, value) -> same[0] &= value.equals(theirs.get(name)));
        return same[0];
    }

    /** The same for every order. */
    @Override
    public int hashCode() {
        return text.length();
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
