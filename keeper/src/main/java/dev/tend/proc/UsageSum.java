package dev.tend.proc;

import dev.tend.kernel.Processes.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sum of what processes take of the machine. Memory is that which is resident, so that what several share counts for each. The
 * processor time includes that of children that were waited for: it does not fall when one of them ends.
 */
public final class UsageSum {

    /** The most processes of an instance that are counted: a process that forks without end must not stop the keeper. */
    static final int MOST = 4096;

    private static final long PAGE = 4096; // x86_64

    private final Table table;

    /** The processes of the machine. */
    interface Table {

        /** Returns a process that exists, even if it is dead and unreaped. */
        Optional<ProcStat> stat(int pid);

        /** Returns its own processor time and that of the children that it has waited for, in microseconds. */
        long processorTime(ProcStat process);

        /** Returns the pids of its children. */
        Pids children(ProcStat process);
    }

    public UsageSum(Table table) {
        this.table = table;
    }

    /** Sums up processes and, where {@code descend} is set, all that are below them. A process that is named twice counts once. */
    public Usage of(List<ProcStat> processes, boolean descend) {
        Pids seen = new Pids();
        List<ProcStat> queue = new ArrayList<>();
        for (ProcStat process : processes) {
            add(process, seen, queue);
        }
        long time = 0;
        long pages = 0;
        for (int i = 0; i < queue.size(); i++) {
            ProcStat process = queue.get(i);
            time += table.processorTime(process);
            pages += process.pages();
            if (descend && queue.size() < MOST) {
                addChildren(process, seen, queue);
            }
        }
        return new Usage(time, pages * PAGE, queue.size() == 1);
    }

    /** Returns those of some pids that are processes. */
    List<ProcStat> processes(Pids pids) {
        List<ProcStat> found = new ArrayList<>();
        for (int i = 0; i < pids.size() && i < MOST; i++) {
            table.stat(pids.at(i)).ifPresent(found::add);
        }
        return found;
    }

    private void addChildren(ProcStat process, Pids seen, List<ProcStat> queue) {
        Pids children = table.children(process);
        for (int i = 0; i < children.size() && queue.size() < MOST; i++) {
            if (!seen.contains(children.at(i))) {
                table.stat(children.at(i)).ifPresent(child -> add(child, seen, queue));
            }
        }
    }

    private static void add(ProcStat process, Pids seen, List<ProcStat> queue) {
        if (!seen.contains(process.pid())) {
            seen.add(process.pid());
            queue.add(process);
        }
    }
}
