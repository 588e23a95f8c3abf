package dev.tend.catalog;

import dev.tend.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An object of JSON whose fields have the types that are asked for: a field that is missing or null is empty, one of another
 * type is refused.
 */
record JsonObject(Map<String, Json> fields) {

    static JsonObject of(Json json, String what) {
        return switch (json) {
            case Json.Fields fields -> new JsonObject(fields.values());
            case Json.Null none -> new JsonObject(Map.of());
            default -> throw wrong(what, "an object");
        };
    }

    static <T> List<T> list(Json json, String what, Function<JsonObject, T> element) {
        var all = new ArrayList<T>();
        for (Json value : elements(json, what)) {
            all.add(element.apply(of(value, what)));
        }
        return List.copyOf(all);
    }

    static List<String> texts(Json json, String what) {
        var all = new ArrayList<String>();
        for (Json value : elements(json, what)) {
            all.add(text(value, what));
        }
        all.sort(null);
        return List.copyOf(all);
    }

    private static List<Json> elements(Json json, String what) {
        return switch (json) {
            case Json.Array array -> array.values();
            case Json.Null none -> List.of();
            default -> throw wrong(what, "a list");
        };
    }

    private static MalformedException wrong(String what, String wanted) {
        return new MalformedException(what + " is not " + wanted);
    }

    private static String text(Json json, String what) {
        return switch (json) {
            case Json.Text text -> text.value();
            case Json.Null none -> "";
            default -> throw wrong(what, "a string");
        };
    }

    Optional<Json> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !(value instanceof Json.Null));
    }

    String text(String name) {
        return text(name, "");
    }

    /** Returns a string that is not empty, or another. */
    String text(String name, String initial) {
        String text = field(name).map(value -> text(value, name)).orElse("");
        return text.isEmpty() ? initial : text;
    }

    long number(String name) {
        return number(name, 0);
    }

    /** Returns a whole number; one of 64 bits without a sign may come out negative. */
    long number(String name, long initial) {
        var value = field(name);
        if (value.isEmpty()) {
            return initial;
        }
        if (value.get() instanceof Json.Number number) {
            try {
                return number.literal().startsWith("-")
                        ? Long.parseLong(number.literal())
                        : Long.parseUnsignedLong(number.literal());
            } catch (NumberFormatException notWhole) {
                throw new MalformedException(name + " is not a whole number: " + number.literal(), notWhole);
            }
        }
        throw wrong(name, "a number");
    }

    int port(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw wrong(name, "a port");
        }
        return (int) number;
    }

    boolean flag(String name) {
        return field(name)
                .map(value -> switch (value) {
                    case Json.Bool flag -> flag.value();
                    default -> throw wrong(name, "true or false");
                })
                .orElse(false);
    }

    JsonObject object(String name) {
        return field(name).map(value -> of(value, name)).orElse(new JsonObject(Map.of()));
    }

    /** Returns strings in order. */
    List<String> texts(String name) {
        return field(name).map(value -> texts(value, name)).orElse(List.of());
    }

    <T> List<T> list(String name, Function<JsonObject, T> element) {
        return field(name).map(value -> list(value, name, element)).orElse(List.of());
    }

    /** Returns an object whose values are strings, by name. */
    Map<String, String> map(String name) {
        var all = new TreeMap<String, String>();
        object(name).fields.forEach((key, value) -> all.put(key, text(value, name + "." + key)));
        return java.util.Collections.unmodifiableMap(all);
    }
}
