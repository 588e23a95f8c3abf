package dev.tend.template.sprig;

import static dev.tend.template.value.GoType.ANY;
import static dev.tend.template.value.GoType.BOOL;
import static dev.tend.template.value.GoType.INT;
import static dev.tend.template.value.GoType.STRING;
import static dev.tend.template.value.GoType.STRINGS;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.fmt.Quotes;
import dev.tend.template.library.Arguments;
import dev.tend.template.library.Group;
import dev.tend.template.text.Letters;
import dev.tend.template.text.Sizes;
import dev.tend.template.text.Texts;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Sprig's functions on strings. */
final class SprigText {

    private static final GoString BLANK = GoString.of(" ");
    private static final GoString LINE_FEED = GoString.of("\n");
    private static final GoType PARTS = GoType.mapOf(STRING, STRING);

    private SprigText() {}

    static void add(Group group) {
        group.add("hello", STRING, List.of(), arguments -> GoString.of("Hello!"))
                .text("trim", Texts::trimSpace)
                .text("upper", Letters::upper)
                .text("lower", Letters::lower)
                .text("title", Letters::title)
                .texts("trimall", (set, text) -> Texts.trim(text, set))
                .texts("trimAll", (set, text) -> Texts.trim(text, set))
                .texts("trimPrefix", (prefix, text) -> Texts.trimPrefix(text, prefix))
                .texts("trimSuffix", (suffix, text) -> Texts.trimSuffix(text, suffix))
                .add(
                        "repeat",
                        STRING,
                        List.of(INT, STRING),
                        arguments -> Texts.repeat(arguments.text(1), arguments.integer(0)))
                .add("trunc", STRING, List.of(INT, STRING), arguments -> trunc(arguments.integer(0), arguments.text(1)))
                .add(
                        "substr",
                        STRING,
                        List.of(INT, INT, STRING),
                        arguments -> substring(arguments.integer(0), arguments.integer(1), arguments.text(2)))
                .add(
                        "contains",
                        BOOL,
                        List.of(STRING, STRING),
                        arguments -> Texts.contains(arguments.text(1), arguments.text(0)))
                .add("hasPrefix", BOOL, List.of(STRING, STRING), arguments -> arguments
                        .text(1)
                        .startsWith(arguments.text(0)))
                .add("hasSuffix", BOOL, List.of(STRING, STRING), arguments -> arguments
                        .text(1)
                        .endsWith(arguments.text(0)))
                .add(
                        "replace",
                        STRING,
                        List.of(STRING, STRING, STRING),
                        arguments -> Texts.replace(arguments.text(2), arguments.text(0), arguments.text(1)))
                .add(
                        "plural",
                        STRING,
                        List.of(STRING, STRING, INT),
                        arguments -> arguments.integer(2) == 1 ? arguments.text(0) : arguments.text(1))
                .add(
                        "indent",
                        STRING,
                        List.of(INT, STRING),
                        arguments -> indent(arguments.integer(0), arguments.text(1)))
                .add(
                        "nindent",
                        STRING,
                        List.of(INT, STRING),
                        arguments -> LINE_FEED.concat(indent(arguments.integer(0), arguments.text(1))))
                .any("toString", STRING, Conversions::string)
                .any("toStrings", STRINGS, value -> GoList.of(STRINGS, Conversions.strings(value)));
        addLists(group);
    }

    private static void addLists(Group group) {
        group.variadic(
                        "quote",
                        STRING,
                        List.of(ANY),
                        arguments -> each(arguments, value -> Quotes.quote(Conversions.string(value))))
                .variadic(
                        "squote",
                        STRING,
                        List.of(ANY),
                        arguments -> each(arguments, value -> GoString.of("'")
                                .concat(Fmt.sprint(value))
                                .concat(GoString.of("'"))))
                .variadic("cat", STRING, List.of(ANY), arguments -> each(arguments, Fmt::sprint))
                .add(
                        "join",
                        STRING,
                        List.of(STRING, ANY),
                        arguments -> Texts.join(Conversions.strings(arguments.any(1)), arguments.text(0)))
                .any("sortAlpha", STRINGS, SprigText::sorted)
                .add(
                        "splitList",
                        STRINGS,
                        List.of(STRING, STRING),
                        arguments -> GoList.of(STRINGS, Texts.split(arguments.text(1), arguments.text(0))))
                .add(
                        "split",
                        PARTS,
                        List.of(STRING, STRING),
                        arguments -> parts(Texts.split(arguments.text(1), arguments.text(0))))
                .add(
                        "splitn",
                        PARTS,
                        List.of(STRING, INT, STRING),
                        arguments -> parts(Texts.split(
                                arguments.text(2),
                                arguments.text(0),
                                Math.clamp(arguments.integer(1), -1, Sizes.ELEMENTS))))
                .add("fail", STRING, List.of(STRING), arguments -> {
                    throw new FunctionException(arguments.text(0).utf8());
                });
    }

    /** Returns the texts of a list in order; any other value is a list of one. */
    private static GoList sorted(Object value) {
        List<GoString> strings =
                value instanceof GoList ? Conversions.strings(value) : List.of(Conversions.string(value));
        return GoList.of(STRINGS, strings.stream().sorted().toList());
    }

    private static GoString each(Arguments arguments, Function<Object, GoString> text) {
        var texts = new ArrayList<GoString>();
        for (Object value : arguments.rest(0)) {
            if (value != null) {
                texts.add(text.apply(value));
            }
        }
        return Texts.join(texts, BLANK);
    }

    private static GoString trunc(long count, GoString text) {
        if (count < 0 && text.length() + count > 0) {
            return text.substring((int) (text.length() + count));
        }
        return count >= 0 && text.length() > count ? text.substring(0, (int) count) : text;
    }

    private static GoString substring(long start, long end, GoString text) {
        long from = Math.max(0, start);
        long to = start >= 0 && (end < 0 || end > text.length()) ? text.length() : end;
        if (to < 0 || to > text.length()) {
            String length = to < 0 ? "" : " with length " + text.length();
            throw new FunctionException("runtime error: slice bounds out of range [:" + to + "]" + length);
        }
        if (from > to) {
            throw new FunctionException("runtime error: slice bounds out of range [" + from + ":" + to + "]");
        }
        return text.substring((int) from, (int) to);
    }

    private static GoString indent(long blanks, GoString text) {
        GoString pad = Texts.repeat(BLANK, blanks);
        return pad.concat(Texts.replace(text, LINE_FEED, LINE_FEED.concat(pad)));
    }

    private static GoMap parts(List<GoString> parts) {
        GoMap map = GoMap.of(PARTS);
        for (int i = 0; i < parts.size(); i++) {
            map.put("_" + i, parts.get(i));
        }
        return map;
    }
}
