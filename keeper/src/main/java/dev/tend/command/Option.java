package dev.tend.command;

import dev.tend.text.Json;

/**
 * An option that a verb takes.
 *
 * @param letter its short form, or "" if it has none
 * @param value the name of its value in the help, or "" if it takes none
 */
public record Option(String name, String letter, String value, String meaning) {

    static final Option HELP = flag("help", "h", "show this help");
    public static final Option RUN_DIR =
            valued("run-dir", "", "DIR", "the keeper's run directory (default: $TEND_RUN_DIR, see \"tend help up\")");
    public static final Option JSON = flag("json", "", "print JSON");
    public static final Option TAG = valued("tag", "", "TAG", "all services with TAG; several are allowed");
    public static final Option ALL = flag("all", "a", "all services");

    public static Option flag(String name, String letter, String meaning) {
        return new Option(name, letter, "", meaning);
    }

    public static Option valued(String name, String letter, String value, String meaning) {
        return new Option(name, letter, value, meaning);
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    /** As it stands in the help: {@code -n, --lines N}. */
    String shape() {
        return (letter.isEmpty() ? "    " : "-" + letter + ", ") + "--" + name + (takesValue() ? " " + value : "");
    }

    Json json() {
        return Json.object()
                .with("name", name)
                .with("letter", letter)
                .with("value", value)
                .with("meaning", meaning)
                .build();
    }
}
