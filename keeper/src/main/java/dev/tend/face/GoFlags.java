package dev.tend.face;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Flags in the forms that programs written in Go take: {@code -pid 3}, {@code --pid 3}, {@code -pid=3}, {@code --pid=3}. */
final class GoFlags {

    private final Map<String, String> given = new HashMap<>();

    private GoFlags() {}

    /**
     * Parses words.
     *
     * @param valued the flags that take a value
     * @param switches those that are on or off
     * @throws IllegalArgumentException with what is wrong, where there is another word
     */
    static GoFlags parse(List<String> words, Set<String> valued, Set<String> switches) {
        var flags = new GoFlags();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            int dashes = word.startsWith("--") ? 2 : word.startsWith("-") ? 1 : 0;
            int equals = word.indexOf('=');
            String name = word.substring(dashes, equals < 0 ? word.length() : equals);
            boolean apart = valued.contains(name) && equals < 0;
            if (dashes == 0 || !valued.contains(name) && !switches.contains(name)) {
                throw new IllegalArgumentException("unknown flag " + word);
            }
            if (apart && at + 1 == words.size()) {
                throw new IllegalArgumentException("flag needs a value: " + word);
            }
            flags.given.put(name, apart ? words.get(at + 1) : equals < 0 ? "true" : word.substring(equals + 1));
            at += apart ? 2 : 1;
        }
        return flags;
    }

    Optional<String> value(String flag) {
        return Optional.ofNullable(given.get(flag));
    }

    /** @throws IllegalArgumentException where it was not given, or with nothing */
    String required(String flag) {
        return value(flag)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("the required flag --" + flag + " was not specified"));
    }

    /**
     * Tells whether a switch is on, as Go's {@code strconv.ParseBool} reads its value.
     *
     * @throws IllegalArgumentException where the value is no such
     */
    boolean on(String flag) {
        String text = given.getOrDefault(flag, "false");
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw new IllegalArgumentException("--" + flag + "=" + text + " is neither true nor false");
        };
    }
}
