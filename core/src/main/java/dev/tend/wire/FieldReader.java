package dev.tend.wire;

import dev.tend.text.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the fields of one object, and says which one is missing or is not what it should be. */
final class FieldReader {

    private final String what;
    private final Json.Fields fields;

    /** @param what the name of the object with the fields, as the beginning of a sentence */
    FieldReader(String what, Json json) {
        if (!(json instanceof Json.Fields object)) {
            throw new WireException(what + " is no JSON object: write {\"ask\":\"status\"}");
        }
        this.what = what;
        this.fields = object;
    }

    Set<String> names() {
        return fields.values().keySet();
    }

    boolean has(String name) {
        return !isAbsent(fields.values().get(name));
    }

    FieldReader object(String name) {
        return new FieldReader("\"" + name + "\"", required(name));
    }

    String text(String name) {
        return text(name, required(name));
    }

    /** @param absent stands for a field that is missing or null */
    String text(String name, String absent) {
        Json value = fields.values().get(name);
        return isAbsent(value) ? absent : text(name, value);
    }

    private String text(String name, Json value) {
        return value instanceof Json.Text(var text) ? text : wrong(name, "a string");
    }

    boolean truth(String name) {
        return truth(name, required(name));
    }

    /** @param absent stands for a field that is missing or null */
    boolean truth(String name, boolean absent) {
        Json value = fields.values().get(name);
        return isAbsent(value) ? absent : truth(name, value);
    }

    private boolean truth(String name, Json value) {
        return value instanceof Json.Bool(var truth) ? truth : wrong(name, "true or false");
    }

    long whole(String name) {
        return whole(name, required(name));
    }

    /** @param absent stands for a field that is missing or null */
    long whole(String name, long absent) {
        Json value = fields.values().get(name);
        return isAbsent(value) ? absent : whole(name, value);
    }

    private long whole(String name, Json value) {
        var whole = number(name, value).whole();
        return whole.isPresent() ? whole.getAsLong() : wrong(name, "a whole number");
    }

    int small(String name) {
        long value = whole(name);
        return value == (int) value ? (int) value : wrong(name, "a number of at most 2147483647");
    }

    /** Seconds, as microseconds. */
    long micros(String name) {
        return micros(name, required(name));
    }

    /** @param absent stands for a field that is missing or null */
    long micros(String name, long absent) {
        Json value = fields.values().get(name);
        return isAbsent(value) ? absent : micros(name, value);
    }

    private long micros(String name, Json value) {
        var micros = number(name, value).micros();
        return micros.isPresent() ? micros.getAsLong() : wrong(name, "a number of seconds");
    }

    List<String> texts(String name) {
        if (!(required(name) instanceof Json.Array(var values))) {
            return wrong(name, "a list of strings");
        }
        var texts = new ArrayList<String>();
        for (Json value : values) {
            texts.add(value instanceof Json.Text(var text) ? text : wrong(name, "a list of strings"));
        }
        return List.copyOf(texts);
    }

    /** Returns all lists of strings, by name. */
    Map<String, List<String>> lists() {
        var lists = new LinkedHashMap<String, List<String>>();
        for (String name : names()) {
            if (fields.values().get(name) instanceof Json.Array) {
                lists.put(name, texts(name));
            }
        }
        return lists;
    }

    private Json.Number number(String name, Json value) {
        return value instanceof Json.Number number ? number : wrong(name, "a number");
    }

    private static boolean isAbsent(Json value) {
        return value == null || value instanceof Json.Null;
    }

    private Json required(String name) {
        Json value = fields.values().get(name);
        if (value == null) {
            throw new WireException(what + " has no \"" + name + "\"");
        }
        return value;
    }

    /** Never returns. */
    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // it stands where a value is expected
    <T> T wrong(String name, String wanted) {
        throw new WireException("\"" + name + "\" in " + what + " is not " + wanted);
    }
}
