package dev.tend.template.function;

import static dev.tend.template.value.GoType.ANY;
import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.document.JsonReader;
import dev.tend.template.document.JsonWriter;
import dev.tend.template.document.TomlWriter;
import dev.tend.template.document.YamlReader;
import dev.tend.template.document.YamlWriter;
import dev.tend.template.library.Group;
import dev.tend.template.text.Numerals;
import dev.tend.template.text.Texts;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Functions from texts and documents to values, and back. The empty string is the zero value. */
final class ParseFunctions {

    private ParseFunctions() {}

    static List<GoFunction> all() {
        return new Group()
                .add("parseBool", GoType.BOOL, List.of(STRING), parsed("parseBool", false, Numerals::parseBool))
                .add("parseFloat", GoType.FLOAT64, List.of(STRING), parsed("parseFloat", 0.0, Numerals::parseFloat))
                .add(
                        "parseInt",
                        GoType.INT64,
                        List.of(STRING),
                        parsed("parseInt", Int.int64(0), text -> Int.int64(Numerals.parseInt(text, 10))))
                .add(
                        "parseUint",
                        GoType.UINT64,
                        List.of(STRING),
                        parsed("parseUint", Int.uint64(0), text -> Int.uint64(Numerals.parseUint(text))))
                .add("parseJSON", ANY, List.of(STRING), document(JsonReader::read))
                .add("parseYAML", ANY, List.of(STRING), document(YamlReader::read))
                .any("toJSON", STRING, json("toJSON", true, false))
                .any("toJSONPretty", STRING, json("toJSONPretty", true, true))
                .any("toUnescapedJSON", STRING, json("toUnescapedJSON", false, false))
                .any("toUnescapedJSONPretty", STRING, json("toUnescapedJSONPretty", false, true))
                .any("toYAML", STRING, value -> Texts.trimSpace(YamlWriter.write(value)))
                .any("toTOML", STRING, value -> wrapped("toTOML", () -> Texts.trimSpace(TomlWriter.write(value))))
                .functions();
    }

    private static Group.Code parsed(String function, Object zero, Function<GoString, Object> code) {
        return arguments -> arguments.text(0).isEmpty() ? zero : wrapped(function, () -> code.apply(arguments.text(0)));
    }

    private static Group.Code document(Function<GoString, Object> code) {
        return arguments -> arguments.text(0).isEmpty() ? GoMap.of(GoType.OBJECT) : code.apply(arguments.text(0));
    }

    private static Function<Object, Object> json(String function, boolean escapesHtml, boolean pretty) {
        return value -> wrapped(function, () -> JsonWriter.write(value, escapesHtml, pretty));
    }

    /** Puts the name of the function before the message of an error. */
    static Object wrapped(String function, Supplier<Object> code) {
        try {
            return code.get();
        } catch (FunctionException e) {
            throw new FunctionException(function + ": " + e.getMessage());
        }
    }
}
