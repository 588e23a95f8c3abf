package dev.tend.template.text;

import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Named;
import dev.tend.template.value.NamedType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Values of Go's type {@code time.Time}, in UTC or at an offset from it, with the methods that templates use. */
public final class Times {

    private static final String NANOS = "2006-01-02T15:04:05.999999999Z07:00";

    /** A duration in nanoseconds. */
    public static final NamedType DURATION = new NamedType(
            "time.Duration",
            GoType.INT64,
            Map.of(
                    "String",
                    method(
                            GoType.STRING,
                            List.of(),
                            (call, arguments) ->
                                    GoString.of(Durations.format(((Int) ((Named) arguments.get(0)).value()).bits())))));

    /** The type of times. */
    public static final NamedType TIME = new NamedType(
            "time.Time",
            new GoType.StructType(List.of(
                    new GoType.Field("seconds", GoType.INT64),
                    new GoType.Field("nanos", GoType.INT64),
                    new GoType.Field("offset", GoType.INT64))),
            methods());

    private Times() {}

    private static NamedType.Method method(GoType result, List<GoType> parameters, GoFunction.Code code) {
        return new NamedType.Method(new GoType.FunctionType(parameters, false, List.of(result), false), code);
    }

    private static Map<String, NamedType.Method> methods() {
        var methods = new HashMap<String, NamedType.Method>();
        methods.put(
                "Format",
                method(
                        GoType.STRING,
                        List.of(GoType.STRING),
                        (call, arguments) -> GoString.of(TimeLayout.format(
                                of((GoStruct) arguments.get(0)), ((GoString) arguments.get(1)).utf8()))));
        methods.put(
                "String",
                method(
                        GoType.STRING,
                        List.of(),
                        (call, arguments) -> GoString.of(TimeLayout.format(
                                of((GoStruct) arguments.get(0)), "2006-01-02 15:04:05.999999999 -0700 MST"))));
        methods.put("Unix", number(GoType.INT64, ZonedDateTime::toEpochSecond));
        methods.put("Year", number(GoType.INT, time -> (long) time.getYear()));
        methods.put("Day", number(GoType.INT, time -> (long) time.getDayOfMonth()));
        methods.put("YearDay", number(GoType.INT, time -> (long) time.getDayOfYear()));
        methods.put("Hour", number(GoType.INT, time -> (long) time.getHour()));
        methods.put("Minute", number(GoType.INT, time -> (long) time.getMinute()));
        methods.put("Second", number(GoType.INT, time -> (long) time.getSecond()));
        return methods;
    }

    private static NamedType.Method number(GoType type, Function<ZonedDateTime, Long> part) {
        return method(
                type,
                List.of(),
                (call, arguments) -> new Int(type.kind(), part.apply(of((GoStruct) arguments.get(0)))));
    }

    /** Returns a time as a value. */
    public static GoStruct value(ZonedDateTime time) {
        return GoStruct.of(
                TIME,
                Int.int64(time.toEpochSecond()),
                Int.int64(time.getNano()),
                Int.int64(time.getOffset().getTotalSeconds()));
    }

    /** Returns the time that a value of the type is. */
    public static ZonedDateTime of(GoStruct time) {
        int offset = (int) ((Int) time.get(2)).bits();
        return Instant.ofEpochSecond(((Int) time.get(0)).bits(), ((Int) time.get(1)).bits())
                .atZone(offset == 0 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(offset));
    }

    /** Tells whether a struct is a time. */
    public static boolean isTime(GoStruct struct) {
        return struct.type().equals(TIME);
    }

    /** Returns a time as documents show it. */
    public static String rfc3339(GoStruct time) {
        return TimeLayout.format(of(time), NANOS);
    }
}
