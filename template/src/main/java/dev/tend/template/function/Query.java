package dev.tend.template.function;

import dev.tend.template.data.Scope;
import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.FunctionException;

/**
 * The argument of a function on Consul's data, taken apart: {@code NAME?QUERY@DATACENTER~NEAR|FILTER}. Not every function knows all of
 * the parts.
 *
 * @param name what comes first, without a leading slash if it is a key
 * @param near empty where no node is named
 * @param filter empty where there is none
 */
record Query(String name, Scope scope, String near, String filter) {

    /** The parts that a function knows, in this order. */
    private static final String MARKS = "?@~|";

    /**
     * Reads an argument.
     *
     * @param function what errors call the function
     * @param marks which of {@code ?@~|} may occur
     * @throws FunctionException if it is invalid
     */
    static Query parse(String function, String argument, String marks) {
        String[] parts = new String[MARKS.length() + 1];
        int part = 0;
        int from = 0;
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            int mark = marks.indexOf(c) < 0 ? -1 : MARKS.indexOf(c);
            if (mark >= part) {
                parts[part] = argument.substring(from, i);
                part = mark + 1;
                from = i + 1;
            }
        }
        parts[part] = argument.substring(from);
        for (int i = 1; i < parts.length; i++) {
            if (parts[i] == null) {
                parts[i] = "";
            } else if (parts[i].isEmpty() || !isOf(parts[i], i == 1 ? "-=&%./" : i == 4 ? "," : ".-")) {
                throw invalid(function, argument);
            }
        }
        Scope scope = scope(function, argument, parts[1], parts[2]);
        return new Query(parts[0], scope, parts[3], parts[4]);
    }

    static FunctionException invalid(String function, String argument) {
        return new FunctionException(function + ": invalid format: " + Quotes.quote(argument));
    }

    /** Tells whether a text consists of ASCII letters, digits, underscores and some other characters. */
    static boolean isOf(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
            if (!word && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static Scope scope(String function, String argument, String query, String datacenter) {
        String namespace = "";
        String partition = "";
        String peer = "";
        String group = "";
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            switch (key) {
                case "ns" -> namespace = value;
                case "partition" -> partition = value;
                case "peer" -> peer = value;
                case "sameness-group" -> group = value;
                default ->
                    throw new FunctionException(function + ": invalid query parameter key " + Quotes.quote(key)
                            + " in query " + Quotes.quote(argument)
                            + ": supported keys: ns, peer, partition, sameness-group");
            }
        }
        return new Scope(datacenter, namespace, partition, peer, group);
    }
}
