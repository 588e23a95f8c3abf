package dev.tend.template.function;

import static dev.tend.template.value.GoType.ANY;
import static dev.tend.template.value.GoType.ANYS;
import static dev.tend.template.value.GoType.BOOL;

import dev.tend.template.library.Arguments;
import dev.tend.template.library.Group;
import dev.tend.template.text.Numerals;
import dev.tend.template.text.Texts;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoChannel;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import dev.tend.template.value.Values;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/** Functions on lists: what is in them, and counting. */
final class ListFunctions {

    private ListFunctions() {}

    static List<GoFunction> all() {
        return new Group()
                .add("in", BOOL, List.of(ANY, ANY), arguments -> in(arguments.any(0), arguments.any(1)))
                .add("contains", BOOL, List.of(ANY, ANY), arguments -> in(arguments.any(1), arguments.any(0)))
                .add("containsAll", BOOL, List.of(ANYS, ANY), arguments -> !some(arguments, false))
                .add("containsAny", BOOL, List.of(ANYS, ANY), arguments -> some(arguments, true))
                .add("containsNone", BOOL, List.of(ANYS, ANY), arguments -> !some(arguments, true))
                .add("containsNotAll", BOOL, List.of(ANYS, ANY), arguments -> some(arguments, false))
                .variadic("loop", new GoType.ChannelType(GoType.INT64, true), List.of(ANY), ListFunctions::loop)
                .functions();
    }

    /** Tells whether some of the wanted values are in the list, or are not. */
    private static boolean some(Arguments arguments, boolean within) {
        for (Object wanted : arguments.list(0)) {
            if (in(arguments.any(1), wanted) == within) {
                return true;
            }
        }
        return false;
    }

    private static boolean in(Object list, Object wanted) {
        return switch (list) {
            case GoList items -> items.items().stream().anyMatch(item -> isSame(item, wanted));
            case GoString text -> wanted instanceof GoString part && Texts.contains(text, part);
            case null, default -> false;
        };
    }

    /** Signed integers are compared with signed ones of any size, floats with floats, strings with strings; nothing else is the same. */
    private static boolean isSame(Object item, Object wanted) {
        return switch (Values.plain(item)) {
            case Int number ->
                number.kind().isSigned()
                        && Values.plain(wanted) instanceof Int other
                        && other.kind().isSigned()
                        && number.bits() == other.bits();
            case Double number -> Values.plain(wanted) instanceof Double other && number.doubleValue() == other;
            case GoString text ->
                wanted instanceof GoString && Values.typeOf(item).equals(GoType.STRING) && text.equals(wanted);
            case null, default -> false;
        };
    }

    private static Object loop(Arguments arguments) {
        if (arguments.count() < 1 || arguments.count() > 2) {
            throw new FunctionException(
                    "loop: wrong number of arguments, expected 1 or 2, but got " + arguments.count());
        }
        long from = arguments.count() == 1 ? 0 : number(arguments.any(0));
        long to = number(arguments.any(arguments.count() - 1));
        Iterator<Int> numbers = LongStream.range(from, to).mapToObj(Int::int64).iterator();
        return new GoChannel(new GoType.ChannelType(GoType.INT64, true), numbers);
    }

    private static long number(Object value) {
        return switch (Values.plain(value)) {
            case Int number when number.kind() != Kind.UINTPTR -> number.bits();
            case GoString text ->
                text.isEmpty()
                        ? 0
                        : ((Int) ParseFunctions.wrapped("parseInt", () -> Int.int64(Numerals.parseInt(text, 10))))
                                .bits();
            case null -> throw new FunctionException("loop: bad argument type: <nil>");
            default -> throw new FunctionException("loop: bad argument type: " + Values.typeOf(value));
        };
    }
}
