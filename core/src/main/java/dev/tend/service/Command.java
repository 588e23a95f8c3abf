package dev.tend.service;

import java.util.List;

/** The program or the shell line that is executed. */
public sealed interface Command {

    /** The program of the steward, which is looked for beside the keeper's own and not in the PATH. */
    String STEWARD = "tend-steward";

    /** Words handed to {@code execve} as they are; the first is the program, searched in the service's PATH without a slash. */
    record Words(List<String> words) implements Command {
        public Words {
            words = List.copyOf(words);
        }
    }

    /** One line for {@code /bin/sh -c}. */
    record Shell(String line) implements Command {}

    /** The argument vector to execute. */
    default List<String> argv() {
        return switch (this) {
            case Words(var words) -> words;
            case Shell(var line) -> List.of("/bin/sh", "-c", line);
        };
    }
}
