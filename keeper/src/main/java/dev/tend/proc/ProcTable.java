package dev.tend.proc;

import dev.tend.kernel.KernelException;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of the machine, as {@code /proc} shows them. */
public final class ProcTable implements UsageSum.Table {

    private static final int MICROS = 1_000_000;

    private final byte[] part = new byte[1024];

    @Override
    public Optional<ProcStat> stat(int pid) {
        try {
            return ProcStat.of(pid);
        } catch (KernelException hidden) {
            return Optional.empty();
        }
    }

    /** A clock tells more exactly than ticks, of which there are a hundred in a second. */
    @Override
    public long processorTime(ProcStat process) {
        long tick = MICROS / Times.ticksPerSecond();
        long own = Times.processorMicros(process.pid());
        return (own < 0 ? process.ticks() * tick : own) + process.reaped() * tick;
    }

    /** Each thread lists the children that it has forked. */
    @Override
    public Pids children(ProcStat process) {
        Pids children = new Pids();
        String tasks = "/proc/" + process.pid() + "/task";
        if (process.threads() <= 1) {
            read(tasks + "/" + process.pid() + "/children", children);
        } else {
            for (String thread : threads(tasks)) {
                read(tasks + "/" + thread + "/children", children);
            }
        }
        return children;
    }

    private static List<String> threads(String tasks) {
        List<String> threads = new ArrayList<>();
        int folder = Paths.open(tasks, Paths.O_RDONLY | Paths.O_DIRECTORY, 0);
        if (folder >= 0) {
            Paths.names(folder, threads); // closes it
        }
        return threads;
    }

    private void read(String path, Pids into) {
        int list = Paths.open(path, Paths.O_RDONLY, 0);
        if (list < 0) {
            return; // it has ended, or this kernel does not list children
        }
        int number = 0;
        int count = Descriptors.read(list, part);
        while (count > 0) {
            number = into.addAll(part, count, number);
            count = Descriptors.read(list, part);
        }
        Descriptors.close(list);
    }
}
