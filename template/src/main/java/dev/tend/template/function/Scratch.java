package dev.tend.template.function;

import static dev.tend.template.value.GoType.ANY;
import static dev.tend.template.value.GoType.ANYS;
import static dev.tend.template.value.GoType.BOOL;
import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.library.Arguments;
import dev.tend.template.library.Group;
import dev.tend.template.text.Sizes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoPointer;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.GoType;
import dev.tend.template.value.NamedType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values that a template keeps under names while it is evaluated. */
final class Scratch {

    private final Map<GoString, Object> values = new HashMap<>();

    /** Returns the function {@code scratch}, which returns the value with the methods. */
    GoFunction function() {
        var type = new NamedType("template.Scratch", new GoType.StructType(List.of()), methods());
        GoPointer scratch = GoPointer.to(GoStruct.of(type));
        return GoFunction.of("scratch", GoType.pointerTo(type), List.of(), (call, arguments) -> scratch);
    }

    private Map<String, NamedType.Method> methods() {
        return Map.of(
                "Key", method(BOOL, List.of(STRING), arguments -> values.containsKey(arguments.text(1))),
                "Get", method(ANY, List.of(STRING), arguments -> values.get(arguments.text(1))),
                "Set", method(STRING, List.of(STRING, ANY), arguments -> set(arguments, true)),
                "SetX", method(STRING, List.of(STRING, ANY), arguments -> set(arguments, false)),
                "MapSet", method(STRING, List.of(STRING, STRING, ANY), arguments -> setInMap(arguments, true)),
                "MapSetX", method(STRING, List.of(STRING, STRING, ANY), arguments -> setInMap(arguments, false)),
                "MapValues", method(ANYS, List.of(STRING), arguments -> values(arguments.text(1))));
    }

    /** The first argument of the code is the receiver. */
    private static NamedType.Method method(GoType result, List<GoType> parameters, Group.Code code) {
        return new NamedType.Method(
                new GoType.FunctionType(parameters, false, List.of(result), true),
                (call, arguments) -> code.call(new Arguments(arguments)));
    }

    private Object set(Arguments arguments, boolean overwrites) {
        Sizes.elements(values.size());
        if (overwrites || !values.containsKey(arguments.text(1))) {
            values.put(arguments.text(1), arguments.any(2));
        }
        return GoString.EMPTY;
    }

    private Object setInMap(Arguments arguments, boolean overwrites) {
        Object value = values.computeIfAbsent(arguments.text(1), name -> GoMap.of(GoType.OBJECT));
        if (!(value instanceof GoMap map) || !map.type().equals(GoType.OBJECT)) {
            throw new FunctionException(Quotes.quote(arguments.text(1)).utf8() + " is not a map");
        }
        Sizes.elements(map.size());
        if (overwrites || !map.containsKey(arguments.text(2))) {
            map.put(arguments.text(2), arguments.any(3));
        }
        return GoString.EMPTY;
    }

    private Object values(GoString name) {
        if (!(values.get(name) instanceof GoMap map) || !map.type().equals(GoType.OBJECT)) {
            return GoList.nil(ANYS);
        }
        var sorted = new ArrayList<Object>();
        map.keys().forEach(key -> sorted.add(map.get(key)));
        return GoList.of(ANYS, sorted);
    }
}
