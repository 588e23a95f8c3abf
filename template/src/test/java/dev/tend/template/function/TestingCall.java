package dev.tend.template.function;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.value.Call;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls functions as an evaluation does, with Java's values for those of templates. */
final class TestingCall implements Call {

    final TestingData data = new TestingData();
    private final Map<String, GoFunction> functions =
            Functions.of(Surroundings.of(data, () -> Instant.parse("2026-11-30T10:19:05.120Z")));

    /** Returns the result of a function. */
    Object call(String function, Object... arguments) {
        var values = new ArrayList<Object>();
        for (Object argument : arguments) {
            values.add(value(argument));
        }
        return functions.get(function).code().call(this, values);
    }

    /** Returns the result of a function as it is printed. */
    String text(String function, Object... arguments) {
        return Fmt.sprint(call(function, arguments)).utf8();
    }

    /** Returns the message of the error of a function. */
    String error(String function, Object... arguments) {
        try {
            return "no error: " + text(function, arguments);
        } catch (FunctionException e) {
            return e.getMessage();
        }
    }

    /** Returns a value of templates: strings and numbers, lists and maps of any values. */
    static Object value(Object value) {
        return switch (value) {
            case String text -> GoString.of(text);
            case Integer number -> Int.of(number);
            case Long number -> Int.int64(number);
            case List<?> list ->
                GoList.ofAny(list.stream().map(TestingCall::value).toArray());
            case Map<?, ?> map -> {
                GoMap entries = GoMap.of(GoType.OBJECT);
                map.forEach((key, item) -> entries.put(GoString.of((String) key), value(item)));
                yield entries;
            }
            case null, default -> value;
        };
    }

    @Override
    public Position position() {
        return new Position("test", 1, 2);
    }

    @Override
    public void spend(long steps) {}

    @Override
    public GoString evaluate(String template, Object data) {
        return GoString.of("<" + template + " " + data + ">");
    }
}
