package dev.tend.format;

import java.util.List;
import java.util.Optional;

/** The arguments of a command, for the options of a format. */
public interface FormatArguments {

    boolean has(String option);

    /** Returns every value given to an option, in order. */
    List<String> all(String option);

    /** Returns the last value given to an option. */
    default Optional<String> value(String option) {
        var values = all(option);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    /** Returns the path from the root. */
    String absolute(String path);

    /** Returns the value of an environment variable, or "". */
    String variable(String name);

    SourceFiles files();

    /** Returns an exception that ends the command because an option is wrong. */
    RuntimeException misused(String problem);

    /** Returns an exception that ends the command because a file does not exist. */
    RuntimeException missing(String problem);

    /** Returns an exception that ends the command because a file is wrong. */
    RuntimeException invalid(String problem);
}
