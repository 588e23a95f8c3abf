package dev.tend.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.template.data.Dependency;
import dev.tend.template.data.KeyPair;
import dev.tend.template.data.Scope;
import dev.tend.template.fmt.Fmt;
import dev.tend.template.text.Times;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import dev.tend.template.value.Values;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any arguments of the right types: a function returns a value of the type of its result, or the error of functions. */
class FunctionFuzzTest {

    private static final int CALLS_EACH = Integer.getInteger("tend.fuzz.calls", 60);
    private static final long SEED = Long.getLong("tend.fuzz.seed", new Random().nextLong());

    private static final String[] TEXTS = {
        "",
        "a",
        " ",
        "a,b,,c",
        "web",
        "2h5m",
        "-1",
        "1e9",
        "999999999999999999999",
        "0x1f",
        "2006-01-02",
        "2017-12-31T00:00:00Z",
        "{\"a\":[1,{}]}",
        "- a\n- {b: c}",
        "a: &x [*x]",
        "(a+)+$",
        "[",
        "a{2,1000}",
        "$1${",
        "%d%s%!",
        "http://u@h:1/%zz?q#f",
        "\0\u007f",
        "\ud83d\ude00 é\u0301",
        "aGk=",
        "/../a//b",
        "\n\n x\n",
        "Jan _2 .000 MST -07:00",
        "yes",
        "é".repeat(3000),
        "x y ".repeat(500),
    };
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        7,
        100,
        -100,
        1_000_000,
        -1_000_000,
        1_000_000_000,
        Integer.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] FLOATS = {
        0, -0.0, 0.5, -2.5, 1e300, -1e300, 4.9e-324, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e9
    };

    private final Random random = new Random(SEED);
    private final TestingCall call = new TestingCall();

    @Test
    void noFunctionThrowsAnythingElse() {
        call.data.answers.put(
                new Dependency.Keys("a", Scope.DEFAULT), List.of(new KeyPair("a/b", GoString.of("v"), 1, 1, 0, 0, "")));
        call.data.answers.put(new Dependency.Key("a", Scope.DEFAULT), Optional.empty());
        Map<String, GoFunction> functions = Functions.of(Surroundings.of(call.data, () -> Instant.EPOCH));
        for (String name : Functions.all()) {
            for (int i = 0; i < CALLS_EACH; i++) {
                check(functions.get(name));
            }
        }
    }

    private void check(GoFunction function) {
        List<Object> arguments = arguments(function.type());
        Object result;
        try {
            result = function.code().call(call, arguments);
        } catch (FunctionException e) {
            return;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(shown(function, arguments), e);
        }
        GoType type = function.type().results().getFirst();
        if (result == null) {
            assertThat(type.kind()).as(shown(function, arguments)).isEqualTo(Kind.INTERFACE);
        } else if (type.kind() != Kind.INTERFACE) {
            assertThat(Values.typeOf(result)).as(shown(function, arguments)).isEqualTo(type);
        }
    }

    private static String shown(GoFunction function, List<Object> arguments) {
        String text = Fmt.sprintf("%#v", GoList.ofAny(arguments.toArray()));
        return "seed " + SEED + ": " + function.name() + " " + text.substring(0, Math.min(text.length(), 500));
    }

    private List<Object> arguments(GoType.FunctionType type) {
        var arguments = new ArrayList<Object>();
        List<GoType> parameters = type.parameters();
        int fixed = parameters.size() - (type.variadic() ? 1 : 0);
        for (int i = 0; i < fixed; i++) {
            arguments.add(value(parameters.get(i), 0));
        }
        for (int more = type.variadic() ? random.nextInt(4) : 0; more > 0; more--) {
            arguments.add(value(((GoType.ListType) parameters.getLast()).element(), 0));
        }
        return arguments;
    }

    private Object value(GoType type, int depth) {
        if (type.equals(Times.TIME)) {
            return Times.value(Instant.ofEpochSecond(random.nextInt()).atZone(ZoneOffset.UTC));
        }
        return switch (type.kind()) {
            case INTERFACE -> anything(depth);
            case BOOL -> random.nextBoolean();
            case STRING -> text();
            case FLOAT64 -> FLOATS[random.nextInt(FLOATS.length)];
            case SLICE -> list(type, depth);
            case MAP -> map(type, depth);
            case POINTER -> GoPointer.to(Values.zero(((GoType.PointerType) type).target()));
            case STRUCT -> Values.zero(type);
            default -> new Int(type.kind(), NUMBERS[random.nextInt(NUMBERS.length)]);
        };
    }

    private GoString text() {
        if (random.nextInt(4) > 0) {
            return GoString.of(TEXTS[random.nextInt(TEXTS.length)]);
        }
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        return GoString.of(bytes);
    }

    private Object anything(int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> Int.of(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 3 -> FLOATS[random.nextInt(FLOATS.length)];
            case 4 -> text();
            case 5 -> list(GoType.ANYS, depth);
            case 6 -> map(GoType.OBJECT, depth);
            case 7 -> list(GoType.STRINGS, depth);
            default -> map(GoType.mapOf(GoType.ANY, GoType.ANY), depth);
        };
    }

    private GoList list(GoType type, int depth) {
        var items = new ArrayList<Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(((GoType.ListType) type.underlying()).element(), depth + 1));
        }
        return items.isEmpty() && random.nextBoolean() ? GoList.nil(type) : GoList.of(type, items);
    }

    private GoMap map(GoType type, int depth) {
        GoMap map = GoMap.of(type);
        var parts = (GoType.MapType) type.underlying();
        for (int i = random.nextInt(4); i > 0; i--) {
            Object key = parts.key().kind() == Kind.INTERFACE ? text() : value(parts.key(), depth + 1);
            map.put(key, value(parts.element(), depth + 1));
        }
        return map.isEmpty() && random.nextBoolean() ? GoMap.nil(type) : map;
    }
}
