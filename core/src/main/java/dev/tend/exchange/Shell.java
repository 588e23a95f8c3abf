package dev.tend.exchange;

import dev.tend.service.Command;
import dev.tend.text.Ascii;
import dev.tend.text.ShellWords;
import java.util.List;

/** Quotes names and values for a shell. */
public final class Shell {

    private Shell() {}

    /** Tells whether a shell can set a variable of that name. */
    public static boolean isName(String name) {
        boolean plain = !name.isEmpty() && !(name.charAt(0) >= '0' && name.charAt(0) <= '9');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            plain &= Ascii.isAlphanumeric(c) || c == '_';
        }
        return plain;
    }

    public static String assignment(String name, String value) {
        return name + "=" + word(value);
    }

    public static String word(String text) {
        return ShellWords.join(List.of(text));
    }

    public static String words(Command command) {
        return ShellWords.join(command.argv());
    }
}
