package dev.tend.check;

import dev.tend.format.Setting;
import dev.tend.text.ShellWords;
import java.util.List;
import java.util.Optional;

/** Finds shell syntax in commands that no shell reads. */
final class NoShell {

    private static final List<String> OPERATORS =
            List.of(">", ">>", "<", "<<", "|", "||", "&&", "&", ";", "2>", "2>&1", "&>", "`");

    private NoShell() {}

    /** Returns what is probably not meant in a setting. */
    static Optional<String> warning(Setting setting) {
        if (setting.line() == 0) {
            return Optional.empty();
        }
        if (setting.key().equals("cmd")) {
            return command(setting.value());
        }
        return setting.key().startsWith("env.") ? variable(setting) : Optional.empty();
    }

    private static Optional<String> command(String value) {
        for (String word : ShellWords.split(value)) {
            if (word.startsWith("#") && isUnquoted(word, value)) {
                return Optional.of("cmd: a comment stands in a line of its own, so the program gets \"" + word
                        + "\" and what follows: move it, or put it in quotes if it is meant");
            }
            boolean expands = word.startsWith("$") && word.length() > 1 || word.contains("${") || word.contains("$(");
            boolean isSuspect = OPERATORS.contains(word) || expands || word.startsWith("~/");
            if (isSuspect && isUnquoted(word, value)) {
                return Optional.of("cmd: there is no shell here, so the program gets \"" + word
                        + "\" as it is: write shell= instead of cmd= if a shell is meant");
            }
        }
        return Optional.empty();
    }

    /** Tells whether a word is not quoted; a quoted one is meant. */
    private static boolean isUnquoted(String word, String value) {
        return (" " + value + " ").contains(" " + word + " ");
    }

    private static Optional<String> variable(Setting setting) {
        String value = setting.value();
        int last = value.length() - 1;
        boolean isQuoted = last > 0
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(last) == value.charAt(0);
        if (isQuoted) {
            return Optional.of(
                    setting.key() + ": the quotes are part of the value: leave them out if they are not meant");
        }
        boolean expands = value.startsWith("$") && value.length() > 1 || value.startsWith("~/");
        return expands
                ? Optional.of(setting.key() + ": nothing is expanded, so the value is \"" + value + "\" as it stands")
                : Optional.empty();
    }
}
