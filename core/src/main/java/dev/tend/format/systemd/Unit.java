package dev.tend.format.systemd;

import dev.tend.exchange.Subject;
import dev.tend.text.Ascii;
import java.util.List;

/** The text of a unit of systemd while it is written, with the rules of quoting of systemd.syntax(7) and systemd.service(5). */
final class Unit {

    /** The characters that need no quotes in a word, besides letters and digits. */
    private static final String PLAIN = "-_./:=,+@";

    /** The prefixes with a meaning before the program of a command line. */
    private static final String PREFIXES = "@-:+!|";

    private final StringBuilder text = new StringBuilder();

    Unit section(String name) {
        text.append(text.isEmpty() ? "[" : "\n[").append(name).append("]\n");
        return this;
    }

    Unit comment(String line) {
        text.append("# ").append(line).append('\n');
        return this;
    }

    /** Adds a setting whose value needs no escaping: a known keyword, or a number. */
    Unit set(String key, String value) {
        text.append(key).append('=').append(value).append('\n');
        return this;
    }

    /** Adds a setting that systemd takes as it is, except for specifiers. */
    Unit whole(String key, String value) {
        return set(key, value.replace("%", "%%"));
    }

    /** A path, unless that cannot be said. */
    void path(Subject subject, String key, String path) {
        if (isWhole(path)) {
            whole(key, path);
        } else {
            subject.tell(key + ": a unit cannot say a path with a backslash at its end: " + path);
        }
    }

    /** {@code Environment="NAME=value"}, where a dollar sign is only that. */
    Unit variable(String name, String value) {
        return set("Environment", quoted((name + "=" + value).replace("%", "%%")));
    }

    /** A command line, in which words stand as they are: nothing is expanded. @param prefix such as +, or "" */
    Unit command(String key, String prefix, List<String> words) {
        var line = new StringBuilder(prefix);
        for (String word : words) {
            String safe = word.replace("%", "%%").replace("$", "$$");
            line.append(line.length() == prefix.length() ? "" : " ").append(isPlain(safe) ? safe : quoted(safe));
        }
        return set(key, line.toString());
    }

    /** Tells whether a program can be named so in a command line. */
    static boolean isProgram(String name) {
        return !name.isEmpty() && PREFIXES.indexOf(name.charAt(0)) < 0;
    }

    /** A backslash at its end would take in the next line. */
    private static boolean isWhole(String value) {
        return !value.endsWith("\\");
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!Ascii.isAlphanumeric(word.charAt(i)) && PLAIN.indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    private static String quoted(String word) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        out.append("\\x").append(hex(c >> 4)).append(hex(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    private static char hex(int digit) {
        return "0123456789abcdef".charAt(digit);
    }

    /** Tells whether a unit may have that name. */
    static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Ascii.isAlphanumeric(name.charAt(i)) && ":-_.".indexOf(name.charAt(i)) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
