package dev.tend.template.sprig;

import static dev.tend.template.value.GoType.BOOL;
import static dev.tend.template.value.GoType.INT;
import static dev.tend.template.value.GoType.STRING;
import static dev.tend.template.value.GoType.STRINGS;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.library.Group;
import dev.tend.template.text.Regex;
import dev.tend.template.text.Sizes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoType;
import java.util.ArrayList;
import java.util.List;

/** Sprig's functions on regular expressions, each a second time with the prefix {@code must}. */
final class SprigRegexes {

    private SprigRegexes() {}

    static void add(Group group) {
        both(group, "egexMatch", BOOL, List.of(STRING, STRING), arguments -> Regex.compile(arguments.text(0))
                .matches(arguments.text(1)));
        both(group, "egexFind", STRING, List.of(STRING, STRING), arguments -> {
            List<GoString> found = find(arguments.text(0), arguments.text(1), 1);
            return found.isEmpty() ? GoString.EMPTY : found.getFirst();
        });
        both(group, "egexFindAll", STRINGS, List.of(STRING, STRING, INT), arguments -> {
            List<GoString> found = find(arguments.text(0), arguments.text(1), limit(arguments.integer(2)));
            return found.isEmpty() ? GoList.nil(STRINGS) : GoList.of(STRINGS, found);
        });
        both(group, "egexReplaceAll", STRING, List.of(STRING, STRING, STRING), arguments -> Regex.compile(
                        arguments.text(0))
                .replaceAll(arguments.text(1), arguments.text(2)));
        both(group, "egexReplaceAllLiteral", STRING, List.of(STRING, STRING, STRING), arguments -> Regex.compile(
                        arguments.text(0))
                .replaceAllLiteral(arguments.text(1), arguments.text(2)));
        both(
                group,
                "egexSplit",
                STRINGS,
                List.of(STRING, STRING, INT),
                arguments -> GoList.of(
                        STRINGS,
                        Regex.compile(arguments.text(0)).split(arguments.text(1), limit(arguments.integer(2)))));
        group.text("regexQuoteMeta", Regex::quote);
    }

    /** The plain function panics where the expression is invalid, and only regexMatch is false then. */
    private static void both(Group group, String name, GoType result, List<GoType> parameters, Group.Code code) {
        group.add("mustR" + name, result, parameters, code);
        group.add("r" + name, result, parameters, arguments -> {
            try {
                Regex.compile(arguments.text(0));
            } catch (FunctionException e) {
                if (result.equals(BOOL)) {
                    return false;
                }
                throw new FunctionException(
                        "regexp: Compile(" + Quotes.quote(arguments.text(0)) + "): " + e.getMessage());
            }
            return code.call(arguments);
        });
    }

    private static int limit(long limit) {
        return Math.clamp(limit, -1, Sizes.ELEMENTS);
    }

    private static List<GoString> find(GoString expression, GoString text, int limit) {
        var found = new ArrayList<GoString>();
        for (Regex.Match match : Regex.compile(expression).find(text, limit)) {
            found.add(text.substring(match.start(), match.end()));
        }
        return found;
    }
}
