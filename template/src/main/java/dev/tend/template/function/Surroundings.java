package dev.tend.template.function;

import dev.tend.template.data.Data;
import dev.tend.template.value.GoString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The needs of the functions of one evaluation besides their arguments.
 *
 * @param data answers to questions for keys, services, files, variables
 * @param clock the time, for the function {@code timestamp}
 * @param actions what runs programs and writes files; empty where templates may not
 * @param denied the names of functions that are an error when they are called
 */
public record Surroundings(Data data, Supplier<Instant> clock, Optional<Actions> actions, Predicate<String> denied) {

    /** The actions of a template beside its output. Errors are {@link dev.tend.template.value.FunctionException}s. */
    public interface Actions {

        /** Runs a program without a shell and returns its standard output. */
        GoString plugin(GoString program, List<GoString> arguments);

        /** Writes a file; empty users and groups are those of the renderer. */
        void writeFile(
                GoString path, GoString user, GoString group, GoString permissions, GoString flags, GoString content);
    }

    /** Returns surroundings without actions, in which no function is denied. */
    public static Surroundings of(Data data, Supplier<Instant> clock) {
        return new Surroundings(data, clock, Optional.empty(), name -> false);
    }
}
