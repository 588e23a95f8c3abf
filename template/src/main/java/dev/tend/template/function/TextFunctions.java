package dev.tend.template.function;

import static dev.tend.template.value.GoType.INT;
import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.library.Arguments;
import dev.tend.template.library.Group;
import dev.tend.template.text.BaseCodec;
import dev.tend.template.text.Hashes;
import dev.tend.template.text.Letters;
import dev.tend.template.text.Regex;
import dev.tend.template.text.Texts;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoFunction;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.GoType;
import java.util.List;

/** Functions on strings. */
final class TextFunctions {

    private TextFunctions() {}

    static List<GoFunction> all() {
        var group = new Group()
                .add(
                        "split",
                        GoType.STRINGS,
                        List.of(STRING, STRING),
                        arguments -> split(arguments.text(0), arguments.text(1)))
                .add(
                        "join",
                        STRING,
                        List.of(STRING, GoType.STRINGS),
                        arguments ->
                                Texts.join(Arguments.texts(arguments.list(1).items()), arguments.text(0)))
                .texts("trim", (set, text) -> Texts.trim(text, set))
                .texts("trimPrefix", (prefix, text) -> Texts.trimPrefix(text, prefix))
                .texts("trimSuffix", (suffix, text) -> Texts.trimSuffix(text, suffix))
                .text("trimSpace", Texts::trimSpace)
                .text("toLower", Letters::lower)
                .text("toUpper", Letters::upper)
                .text("toTitle", Letters::titleWords)
                .add(
                        "replaceAll",
                        STRING,
                        List.of(STRING, STRING, STRING),
                        arguments -> Texts.replace(arguments.text(2), arguments.text(0), arguments.text(1)))
                .add("regexMatch", GoType.BOOL, List.of(STRING, STRING), arguments -> Regex.compile(arguments.text(0))
                        .matches(arguments.text(1)))
                .add("regexReplaceAll", STRING, List.of(STRING, STRING, STRING), arguments -> Regex.compile(
                                arguments.text(0))
                        .replaceAll(arguments.text(2), arguments.text(1)))
                .add("splitToMap", ConsulTypes.STRING_MAP, List.of(STRING, STRING, STRING), TextFunctions::splitToMap)
                .add(
                        "indent",
                        STRING,
                        List.of(INT, STRING),
                        arguments -> indent(arguments.integer(0), arguments.text(1)));
        codecs(group);
        return group.functions();
    }

    private static void codecs(Group group) {
        group.text("base64Encode", BaseCodec.BASE64::encode)
                .text("base64Decode", text -> decode("base64Decode", BaseCodec.BASE64, text))
                .text("base64URLEncode", BaseCodec.BASE64_URL::encode)
                .text("base64URLDecode", text -> decode("base64URLDecode", BaseCodec.BASE64_URL, text))
                .text("sha256Hex", text -> Hashes.digest("SHA-256", text))
                .text("md5sum", text -> Hashes.digest("MD5", text))
                .texts("hmacSHA256Hex", Hashes::hmacSha256);
    }

    private static GoString decode(String function, BaseCodec codec, GoString text) {
        return (GoString) ParseFunctions.wrapped(function, () -> codec.decode(text));
    }

    private static GoList split(GoString separator, GoString text) {
        GoString trimmed = Texts.trimSpace(text);
        return GoList.of(GoType.STRINGS, trimmed.isEmpty() ? List.of() : Texts.split(trimmed, separator));
    }

    private static Object splitToMap(Arguments arguments) {
        GoMap map = GoMap.of(ConsulTypes.STRING_MAP);
        GoString text = Texts.trimSpace(arguments.text(2));
        GoString separator = arguments.text(1);
        for (GoString item : text.isEmpty() ? List.<GoString>of() : Texts.split(text, arguments.text(0))) {
            int at = item.indexOf(separator, 0);
            if (at >= 0) {
                map.put(item.substring(0, at), item.substring(at + separator.length()));
            }
        }
        return map;
    }

    private static GoString indent(long blanks, GoString text) {
        if (blanks < 0) {
            throw new FunctionException("indent value must be a positive integer");
        }
        GoString prefix = Texts.repeat(GoString.of(" "), blanks);
        var indented = new GoStringBuilder();
        for (int at = 0; at < text.length(); at++) {
            boolean first = at == 0 || text.at(at - 1) == '\n';
            if (first && text.at(at) != '\n') {
                indented.append(prefix);
            }
            indented.appendByte(text.at(at));
        }
        return indented.toGoString();
    }
}
