package dev.tend.format;

import java.util.List;
import java.util.Optional;

/**
 * A short-lived command whose output describes services, such as a shell script with variables. It is executed by a
 * child: as the owner of the file that it belongs to, in the root directory, with a fresh environment, for at most
 * {@link #TIMEOUT_MICROS}. Of its standard output, {@link #MOST_OUTPUT} characters are kept.
 *
 * @param file the file that the command executes or reads; its owner is the user of the child
 */
public record SourceCommand(String file, List<String> argv) {

    /** The longest time that a command may take, in microseconds. */
    public static final long TIMEOUT_MICROS = 5_000_000;

    public static final String TOO_LATE = "did not end within 5s";

    public static final String TOO_MUCH = "prints more than 64 KiB";

    /** The longest time that all commands of one reading may take, in microseconds. */
    public static final long TOTAL_MICROS = 30_000_000;

    /** The most characters of output that are kept: as long as a service file may be. */
    public static final int MOST_OUTPUT = 64 << 10;

    /**
     * The outcome of a command.
     *
     * @param output its standard output
     * @param problem why the output must not be used, as when the command failed or took too long
     */
    public record Result(String output, Optional<String> problem) {

        /** Returns the result of a command that cannot be executed, or has failed. */
        public static Result failed(String problem) {
            return new Result("", Optional.of(problem));
        }
    }
}
