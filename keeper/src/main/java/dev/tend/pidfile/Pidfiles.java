package dev.tend.pidfile;

import dev.tend.kernel.KernelException;
import dev.tend.tool.Takeover;
import java.util.Optional;

/** The operations on pidfiles. Each throws {@link PidfileException} or {@link KernelException}. */
public interface Pidfiles {

    /** Writes the pid into the file, unless the process that it holds now runs. */
    void claim(Claim claim);

    /**
     * Ends the process that the file holds, waits for its end, and removes the file, also one that is stale. Where the process is
     * only to be signalled, the file stays.
     *
     * @return why there was nothing to end; empty where there was
     */
    Optional<String> kill(String path, Kill kill);

    /** Ends every process that runs a program, one after the other. @return the number of processes */
    int killAll(String program, Kill kill);

    PidfileReport look(String path);

    /** Claims the file for a program and becomes it; returns only where that failed. */
    KernelException start(String path, Takeover takeover);

    /** Claims the file for a program in the background, and returns when that runs. */
    Optional<KernelException> startInBackground(String path, Takeover takeover);

    /** Removes a file that holds a pid, unless it has come to hold another. */
    void release(String path, int pid);
}
