package dev.tend.output;

import dev.tend.kernel.Clock;
import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Poller;
import dev.tend.kernel.Streams;
import dev.tend.service.LogPolicy;
import java.util.Optional;

/**
 * The shared parts of all captures of a keeper: the system, the console, the folders, and one buffer to look ahead in.
 * It opens captures and does not keep them: the caller does.
 */
public final class Outputs {

    /** Services' users must reach their own FIFO in it, and see nobody else's. */
    private static final int PIPES_MODE = 0711;

    /** The distance in bytes that a capture looks ahead: a pipe of the usual size. */
    static final int SIGHT = 1 << 16;

    final Files files;
    final Streams streams;
    final Poller poller;
    final Clock clock;
    final Console console;
    final OutputListener report;
    private final Folders folders;
    private byte[] buffer = {};

    /** Tells whether the folder of the FIFOs was made. */
    private boolean made;

    /**
     * The directories of outputs.
     *
     * @param run the run directory, with the FIFOs in its folder {@code output}
     * @param log the log directory; each instance has a folder of its name in it
     * @param echo whether what goes to a file is also shown on the console
     */
    public record Folders(String run, String log, boolean echo) {

        String pipe(String name) {
            return run + "/output/" + name;
        }
    }

    public Outputs(
            Files files,
            Streams streams,
            Poller poller,
            Clock clock,
            Console console,
            Folders folders,
            OutputListener report) {
        this.files = files;
        this.streams = streams;
        this.poller = poller;
        this.clock = clock;
        this.console = console;
        this.folders = folders;
        this.report = report;
    }

    /** The path of an instance's FIFO. */
    public String pipe(String name) {
        return folders.pipe(name);
    }

    /** The folder of an instance's log. */
    public String logFolder(String name) {
        return folders.log() + "/" + name;
    }

    /**
     * Begins, or after another keeper goes on, to take what an instance writes, and watches its pipe.
     *
     * @param policy one that is captured
     * @param owner of the FIFO: a user's name or number; empty: the keeper's own user
     * @throws dev.tend.kernel.KernelException where there can be no FIFO. A log that cannot be opened is reported, and tried
     *     again each second; output waits in the FIFO
     */
    public Capture open(String name, LogPolicy policy, Optional<String> owner) {
        if (!made) {
            makeFolder();
        }
        return new Capture(this, name, policy, openFifo(name, owner, policy.buffer()));
    }

    private int openFifo(String name, Optional<String> owner, long size) {
        try {
            return streams.openFifo(pipe(name), owner, size);
        } catch (KernelException failed) {
            if (failed.errno() != Errno.ENOENT) {
                throw failed;
            }
        }
        makeFolder(); // it was removed
        return streams.openFifo(pipe(name), owner, size);
    }

    private void makeFolder() {
        files.makeFolder(folders.run() + "/output", PIPES_MODE);
        made = true;
    }

    boolean echo() {
        return folders.echo();
    }

    /** Good until the next use by anybody. */
    byte[] buffer() {
        if (buffer.length == 0) {
            buffer = new byte[SIGHT];
        }
        return buffer;
    }
}
