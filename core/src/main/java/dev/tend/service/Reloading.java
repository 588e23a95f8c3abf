package dev.tend.service;

import dev.tend.service.Probe.Http;
import java.util.List;
import java.util.Optional;

/**
 * The way in which a running service takes up changes.
 *
 * @param method how it rereads its configuration; empty if it cannot
 * @param timeout the time limit of a command or of an HTTP request that has it do so, in microseconds
 * @param onChange the effect of an edit of its file that affects its process
 * @param reloadOn the files and folders whose change reloads it
 * @param restartOn those whose change restarts it
 */
public record Reloading(
        Optional<Method> method, long timeout, OnChange onChange, List<String> reloadOn, List<String> restartOn) {

    /** The time limit unless its file sets another, in microseconds. */
    public static final long DEFAULT_TIMEOUT = 60_000_000;

    public static final Reloading NONE =
            new Reloading(Optional.empty(), DEFAULT_TIMEOUT, OnChange.RESTART, List.of(), List.of());

    /** Tells whether it watches any path. */
    public boolean watches() {
        return !reloadOn.isEmpty() || !restartOn.isEmpty();
    }

    /** The way in which a service is told to reread its configuration. */
    public sealed interface Method {

        /** A signal to its main process. Nothing tells whether it has succeeded. */
        record Signal(int number) implements Method {}

        /** A command that exits with 0, or a POST that is answered as it should be. */
        record Ask(Probe probe) implements Method {

            /** Returns the words of a command that does the same for another supervisor, if there is one. */
            public Optional<List<String>> command() {
                return switch (probe) {
                    case Probe.Exec(var words) -> Optional.of(words);
                    case Probe.Http http
                    when http.equals(new Http(http.url()).asPost()) ->
                        Optional.of(
                                List.of("curl", "-sSf", "-X", "POST", http.url().toString()));
                    default -> Optional.empty();
                };
            }
        }
    }
}
