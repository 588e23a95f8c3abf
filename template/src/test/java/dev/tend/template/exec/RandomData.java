package dev.tend.template.exec;

import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes random values of all types that templates meet. */
final class RandomData {
    private final Random random;

    RandomData(long seed) {
        random = new Random(seed);
    }

    /** Returns the data of a template: mostly a map with the fields that {@link Vocabulary} has. */
    Object next() {
        return random.nextInt(10) == 0 ? value(2) : object(3, 20);
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 20 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2, 3 -> integer();
            case 4 -> real();
            case 5, 6, 7 -> text();
            case 8, 9 -> object(depth - 1, 3);
            case 10 -> list(GoType.ANYS, () -> value(depth - 1));
            case 11 -> list(GoType.STRINGS, this::text);
            case 12 -> list(GoType.listOf(GoType.INT), () -> Int.of(small()));
            case 13 -> map(GoType.mapOf(GoType.STRING, GoType.STRING), this::field, this::text);
            case 14 -> map(GoType.mapOf(GoType.INT, GoType.STRING), () -> Int.of(small()), this::text);
            case 15 -> map(GoType.mapOf(GoType.ANY, GoType.ANY), this::text, () -> value(depth - 1));
            case 16 -> list(Samples.TAGS, this::text);
            case 17 -> random.nextInt(8) > 0 ? Samples.pair(text()) : GoPointer.to(Samples.pair(text()));
            case 18 ->
                random.nextBoolean()
                        ? GoPointer.nil(Samples.PAIR)
                        : list(GoType.BYTES, () -> new Int(Kind.UINT8, small()));
            default -> random.nextInt(8) == 0 ? Samples.FUNCTIONS.get("twice") : text();
        };
    }

    private int small() {
        return random.nextInt(8) - 2;
    }

    private Int integer() {
        Kind[] kinds = {Kind.INT, Kind.INT64, Kind.UINT8, Kind.UINT64, Kind.INT8, Kind.UINT, Kind.INT32, Kind.UINT16};
        Kind kind = random.nextBoolean() ? Kind.INT : kinds[random.nextInt(kinds.length)];
        long number = random.nextInt(20) == 0 && kind.isSigned() ? Long.MIN_VALUE + 5 : small();
        return new Int(kind, kind.isUnsigned() ? Math.abs(number) : number);
    }

    private Object real() {
        return switch (random.nextInt(4)) {
            case 0 -> (double) small();
            case 1 -> random.nextGaussian();
            case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(40) - 20);
            default ->
                new double[] {Double.NaN, -0.0, 1e21, 1e20, 123456789, Double.POSITIVE_INFINITY}[random.nextInt(6)];
        };
    }

    private GoString text() {
        byte[][] texts = {
            {},
            {'a'},
            {'w', 'e', 'b'},
            {'a', ' ', '<', 'b', '>', '&', '"', '\''},
            {(byte) 0xc3, (byte) 0xa9},
            {(byte) 0xff, 'x', 0},
            {'%', 'd'},
            {'1'},
            {'\n', '\t'},
            {'i', 't', '\'', 's', '\\', '='},
            {(byte) 0xe2, (byte) 0x80, (byte) 0xa8}
        };
        return GoString.of(texts[random.nextInt(texts.length)]);
    }

    private GoString field() {
        return GoString.of(Vocabulary.FIELDS[random.nextInt(Vocabulary.FIELDS.length)]);
    }

    private GoMap object(int depth, int size) {
        GoMap object = GoMap.of(GoType.OBJECT);
        for (int i = 0; i < size; i++) {
            GoString field = field();
            object.put(field, random.nextInt(8) == 0 ? value(depth) : usual(field.utf8(), depth));
        }
        return object;
    }

    /** Returns a value of the type that a field mostly has. */
    private Object usual(String field, int depth) {
        return switch (field) {
            case "a", "Flags" -> random.nextBoolean() ? Int.of(small()) : integer();
            case "b", "Key" -> text();
            case "c" -> list(GoType.ANYS, () -> depth > 0 ? value(depth - 1) : null);
            case "d" -> object(depth - 1, depth > 0 ? 5 : 0);
            case "Tags" -> list(random.nextBoolean() ? Samples.TAGS : GoType.STRINGS, this::text);
            case "é" -> random.nextBoolean() ? random.nextBoolean() : real();
            default -> value(depth);
        };
    }

    private GoList list(GoType type, Supplier<Object> element) {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(element.get());
        }
        return GoList.of(type, items);
    }

    private GoMap map(GoType type, Supplier<Object> key, Supplier<Object> element) {
        GoMap map = GoMap.of(type);
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(key.get(), element.get());
        }
        return map;
    }
}
