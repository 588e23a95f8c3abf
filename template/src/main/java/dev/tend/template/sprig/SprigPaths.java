package dev.tend.template.sprig;

import static dev.tend.template.value.GoType.BOOL;
import static dev.tend.template.value.GoType.OBJECT;
import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.library.Group;
import dev.tend.template.value.GoString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Sprig's functions on paths, twice: those of Go's {@code path} and of {@code filepath} are the same here; and on URLs. */
final class SprigPaths {

    private SprigPaths() {}

    static void add(Group group) {
        for (String prefix : List.of("", "os")) {
            group.text(name(prefix, "base"), text -> latin1(text, Paths::base))
                    .text(name(prefix, "dir"), text -> latin1(text, Paths::dir))
                    .text(name(prefix, "clean"), text -> latin1(text, Paths::clean))
                    .text(name(prefix, "ext"), text -> latin1(text, Paths::extension))
                    .add(name(prefix, "isAbs"), BOOL, List.of(STRING), arguments -> arguments
                            .text(0)
                            .startsWith(GoString.of("/")));
        }
        group.add("urlParse", OBJECT, List.of(STRING), arguments -> Urls.parse(arguments.text(0)))
                .add("urlJoin", STRING, List.of(OBJECT), arguments -> GoString.of(Urls.join(arguments.map(0))));
    }

    /** Takes each byte for a character, so that bytes that are no UTF-8 stay as they are. */
    private static GoString latin1(GoString text, UnaryOperator<String> code) {
        String changed = code.apply(new String(text.toBytes(), StandardCharsets.ISO_8859_1));
        return GoString.of(changed.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String name(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
