package dev.tend.wire;

import dev.tend.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        return !(value(name).orElse(new Json.Null()) instanceof Json.Null);
    }

    FieldReader object(String name) {
        return new FieldReader("\"" + name + "\"", required(name));
    }

    String text(String name) {
        return required(name) instanceof Json.Text(var value) ? value : wrong(name, "a string");
    }

    boolean truth(String name) {
        return required(name) instanceof Json.Bool(var value) ? value : wrong(name, "true or false");
    }

    long whole(String name) {
        return number(name).whole().orElseGet(() -> wrong(name, "a whole number"));
    }

    int small(String name) {
        long value = whole(name);
        return value == (int) value ? (int) value : wrong(name, "a number of at most 2147483647");
    }

    /** Seconds, as microseconds. */
    long micros(String name) {
        return number(name).micros().orElseGet(() -> wrong(name, "a number of seconds"));
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

    private Json.Number number(String name) {
        return required(name) instanceof Json.Number number ? number : wrong(name, "a number");
    }

    private Optional<Json> value(String name) {
        return fields.field(name);
    }

    private Json required(String name) {
        return value(name).orElseThrow(() -> new WireException(what + " has no \"" + name + "\""));
    }

    /** Never returns. */
    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // it stands where a value is expected
    <T> T wrong(String name, String wanted) {
        throw new WireException("\"" + name + "\" in " + what + " is not " + wanted);
    }
}
