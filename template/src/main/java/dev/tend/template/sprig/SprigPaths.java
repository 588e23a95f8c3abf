package dev.tend.template.sprig;

import static dev.tend.template.value.GoType.BOOL;
import static dev.tend.template.value.GoType.OBJECT;
import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.library.Group;
import dev.tend.template.value.GoString;
import java.util.List;

/** Sprig's functions on paths, twice: those of Go's {@code path} and of {@code filepath} are the same here; and on URLs. */
final class SprigPaths {

    private SprigPaths() {}

    static void add(Group group) {
        for (String prefix : List.of("", "os")) {
            group.text(name(prefix, "base"), text -> GoString.of(Paths.base(text.utf8())))
                    .text(name(prefix, "dir"), text -> GoString.of(Paths.dir(text.utf8())))
                    .text(name(prefix, "clean"), text -> GoString.of(Paths.clean(text.utf8())))
                    .text(name(prefix, "ext"), text -> GoString.of(Paths.extension(text.utf8())))
                    .add(name(prefix, "isAbs"), BOOL, List.of(STRING), arguments -> arguments
                            .text(0)
                            .startsWith(GoString.of("/")));
        }
        group.add(
                        "urlParse",
                        OBJECT,
                        List.of(STRING),
                        arguments -> Urls.parse(arguments.text(0).utf8()))
                .add("urlJoin", STRING, List.of(OBJECT), arguments -> GoString.of(Urls.join(arguments.map(0))));
    }

    private static String name(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
