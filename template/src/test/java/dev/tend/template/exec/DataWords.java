package dev.tend.template.exec;

import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes values as the words that the program of Go reads; see oracle.go. */
final class DataWords {
    private static final Map<GoType, String> NAMES =
            Map.of(GoType.ANY, "any", GoType.STRINGS, "strings", GoType.ANYS, "anys", GoType.OBJECT, "object");

    private final List<String> words = new ArrayList<>();

    private DataWords() {}

    static String of(Object value) {
        DataWords data = new DataWords();
        data.add(value);
        return String.join(" ", data.words);
    }

    static String hex(GoString text) {
        return HexFormat.of().formatHex(text.toBytes());
    }

    private void add(Object value) {
        switch (value) {
            case null -> words.add("n");
            case Boolean bool -> words.add("b:" + bool);
            case Int number -> words.add("i:" + number.kind() + ":" + number);
            case Double number -> words.add("f:" + Long.toHexString(Double.doubleToRawLongBits(number)));
            case GoString text -> words.add("s:" + hex(text));
            case GoList list -> {
                boolean tags = list.type().equals(Samples.TAGS);
                words.add(tags ? "t:" + list.size() : "l:" + name(list.element()) + ":" + list.size());
                list.forEach(this::add);
            }
            case GoMap map -> {
                words.add("m:" + name(map.key()) + ":" + name(map.element()) + ":" + map.size());
                for (Object key : map.keys()) {
                    add(key);
                    add(map.get(key));
                }
            }
            case GoStruct struct -> addPair("P", struct);
            case GoPointer pointer when pointer.isNil() -> words.add("z");
            case GoPointer pointer -> addPair("p", (GoStruct) pointer.value().orElseThrow());
            case GoFunction _ -> words.add("F");
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    private void addPair(String word, GoStruct pair) {
        words.add(word);
        add(pair.get("Key"));
    }

    private static String name(GoType type) {
        return NAMES.getOrDefault(type, type.toString());
    }
}
