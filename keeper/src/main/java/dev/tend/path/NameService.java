package dev.tend.path;

import dev.tend.format.SourceCommand;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The users and groups that the system knows from elsewhere than its files, such as LDAP: a static program has no NSS, but
 * {@code getent(1)} has. It is executed with a fresh environment, and its time and output are limited, so this is for a process that
 * may wait.
 */
public final class NameService {

    /** Knows nobody. */
    public static final NameService NONE = new NameService(Optional.empty(), _ -> {
        throw new IllegalStateException();
    });

    private static final List<String> PROGRAMS =
            List.of("/usr/bin/getent", "/bin/getent", "/run/current-system/sw/bin/getent");

    /** The end of a search that found nothing, see {@code getent(1)}. */
    private static final String NOT_FOUND = "exited with code 2";

    private final Optional<String> program;
    private final Function<SourceCommand, SourceCommand.Result> executor;

    NameService(Optional<String> program, Function<SourceCommand, SourceCommand.Result> executor) {
        this.program = program;
        this.executor = executor;
    }

    /** Returns that of the system; it knows nobody where there is no {@code getent}. @param executor runs it with our own rights */
    public static NameService of(Files files, Function<SourceCommand, SourceCommand.Result> executor) {
        for (String program : PROGRAMS) {
            if (files.facts(program).isPresent()) {
                return new NameService(Optional.of(program), executor);
            }
        }
        return NONE;
    }

    /**
     * Returns lines of a database; "" where it has none for that key.
     *
     * @throws KernelException where the answer does not come
     */
    String lines(String database, String key) {
        if (program.isEmpty() || key.startsWith("-")) {
            return "";
        }
        var result = executor.apply(new SourceCommand(program.get(), List.of(program.get(), database, key)));
        if (result.problem().isPresent() && !result.problem().get().equals(NOT_FOUND)) {
            throw new KernelException("\"" + key + "\" is not in /etc/" + database + ", and getent " + database + " "
                    + result.problem().get());
        }
        return result.problem().isPresent() ? "" : result.output();
    }
}
