package dev.tend.process;

import dev.tend.lifecycle.Process;

/** The processes of an instance whose state cannot be trusted, as far as its processes show. */
public sealed interface SearchResult {

    /** Its main process runs. */
    record Runs(Process process) implements SearchResult {}

    /** Its main process has ended, and left others behind. */
    record Left(Process leader) implements SearchResult {}

    /** Something of it runs, and the main process cannot be identified. @param pids for people */
    record Unclear(String pids) implements SearchResult {}

    record Nothing() implements SearchResult {}

    /** Returns the processes, for people. */
    default String processes() {
        return switch (this) {
            case Runs(var process) -> "process " + process.pid();
            case Left(var leader) -> "session " + leader.session();
            case Unclear(var pids) -> "process " + pids;
            case Nothing() -> "none";
        };
    }
}
