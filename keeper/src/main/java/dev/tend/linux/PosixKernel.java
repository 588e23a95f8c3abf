package dev.tend.linux;

import dev.tend.format.SourceCommand;
import dev.tend.kernel.Asker;
import dev.tend.kernel.Kernel;
import dev.tend.path.LockFile;
import dev.tend.path.PosixFiles;
import dev.tend.proc.OpenedProcesses;
import dev.tend.spawn.InheritedState;
import java.util.Optional;
import java.util.function.Function;

/** The kernel of Linux. */
public final class PosixKernel {

    private PosixKernel() {}

    /**
     * Makes this process a keeper: it blocks the signals that it will read, becomes the reaper of orphans and raises its limit
     * of descriptors. To be called once.
     *
     * @param asker finds out, in a child, whether something answers
     * @param executor executes a program that finds out about users, in a child
     * @param lock of the run directory, taken
     * @param logLock of the log directory, taken, where there is one
     */
    public static Kernel open(
            Asker asker,
            Function<SourceCommand, SourceCommand.Result> executor,
            LockFile lock,
            Optional<LogLock> logLock) {
        var files = new PosixFiles();
        var inherited = InheritedState.replaced(files);
        var nonChildren = new OpenedProcesses();
        var streams = new PosixStreams(files, nonChildren);
        var poller =
                new PosixPoller(inherited, streams, nonChildren, files.paths().ownership());
        var processes = new PosixProcesses(files, inherited, nonChildren, asker, executor);
        files.paths().ownership().remember();
        return new Kernel(
                new PosixClock(files),
                processes,
                files,
                streams,
                poller,
                new PosixListenSockets(files),
                new PosixLocks(lock, logLock),
                new PosixMemory(),
                new PosixStackTraces());
    }
}
