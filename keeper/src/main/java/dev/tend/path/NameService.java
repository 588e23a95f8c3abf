package dev.tend.path;

import dev.tend.format.SourceCommand;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The users and groups that the system knows from elsewhere than its files, such as LDAP: a static program has no NSS, but
 * {@code getent(1)} has. It is executed with a fresh environment, and its time and output are limited, so this is for a process that
 * may wait.
 */
public final class NameService {

    /** Knows nobody. */
    public static final NameService NONE = new NameService(Optional::empty, _ -> {
        throw new IllegalStateException();
    });

    private static final List<String> PROGRAMS =
            List.of("/usr/bin/getent", "/bin/getent", "/run/current-system/sw/bin/getent");

    /** The end of a search that found nothing, see {@code getent(1)}. */
    private static final String NOT_FOUND = "exited with code 2";

    private final Supplier<Optional<String>> program;
    private final Function<SourceCommand, SourceCommand.Result> executor;

    /** Tells whether it was asked for a name. */
    private boolean asked;

    /** @param program finds it, when it is needed */
    NameService(Supplier<Optional<String>> program, Function<SourceCommand, SourceCommand.Result> executor) {
        this.program = program;
        this.executor = executor;
    }

    /** Returns that of the system; it knows nobody where there is no {@code getent}. @param executor runs it with our own rights */
    public static NameService of(Files files, Function<SourceCommand, SourceCommand.Result> executor) {
        return new NameService(() -> program(files), executor);
    }

    private static Optional<String> program(Files files) {
        for (String program : PROGRAMS) {
            if (files.facts(program).isPresent()) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /** Tells whether it was asked for a name, since the system's files do not have it. */
    public boolean wasAsked() {
        return asked;
    }

    /**
     * Returns lines of a database; "" where it has none for that key.
     *
     * @throws KernelException where the answer does not come
     */
    String lines(String database, String key) {
        asked = true;
        var found = key.startsWith("-") ? Optional.<String>empty() : program.get();
        if (found.isEmpty()) {
            return "";
        }
        var result = executor.apply(new SourceCommand(found.get(), List.of(found.get(), database, key)));
        if (result.problem().isPresent() && !result.problem().get().equals(NOT_FOUND)) {
            throw new KernelException("\"" + key + "\" is not in /etc/" + database + ", and getent " + database + " "
                    + result.problem().get());
        }
        return result.problem().isPresent() ? "" : result.output();
    }
}
