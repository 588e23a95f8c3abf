package dev.tend.proc;

import dev.tend.kernel.Processes.Mark;
import dev.tend.kernel.Processes.Usage;
import dev.tend.lifecycle.Process;
import dev.tend.posix.Times;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The processes that belong to an instance besides its main process: all in its control group, where it has one, else those below
 * the main process, and orphans, which are our children, in its session or with its mark.
 */
public final class Members {

    /** The time in microseconds for which one look at our children serves the rows of all instances. */
    private static final long FRESH = 100 * Durations.MILLISECOND;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final Children children;
    private final Cgroups cgroups;
    private final UsageSum sum;
    private final Map<Integer, List<ProcStat>> bySession = new HashMap<>();
    private final Map<String, Pids> byInstance = new HashMap<>();
    private long lookedAt = NEVER;

    public Members(Children children, Cgroups cgroups, UsageSum sum) {
        this.children = children;
        this.cgroups = cgroups;
        this.sum = sum;
    }

    /** @param main the main process as it is now */
    public Usage usage(ProcStat main, Process process, Mark mark) {
        var population = cgroups.population(process.session());
        if (population.isPresent()) {
            return of(main, population.get());
        }
        List<ProcStat> members = new ArrayList<>();
        members.add(main);
        look();
        for (ProcStat orphan : bySession.getOrDefault(process.session(), List.of())) {
            if (orphan.birth() >= process.sessionBirth()) {
                ProcStat.of(orphan.pid())
                        .filter(now -> now.birth() == orphan.birth())
                        .ifPresent(members::add);
            }
        }
        Pids marked = byInstance.get(mark.instance());
        if (marked != null) {
            members.addAll(children.marked(mark, process.session(), marked));
        }
        return sum.of(members, true);
    }

    /** The group knows what those have used that are gone. */
    private Usage of(ProcStat main, Cgroups.Population population) {
        List<ProcStat> members = sum.processes(population.pids());
        members.add(main);
        Usage usage = sum.of(members, population.divided());
        return new Usage(population.processorTime().orElse(usage.processorTime()), usage.memory(), usage.alone());
    }

    private void look() {
        long now = Times.micros(Times.CLOCK_MONOTONIC);
        if (now - lookedAt < FRESH) {
            return;
        }
        lookedAt = now;
        bySession.clear();
        byInstance.clear();
        Children.Look look = children.look();
        for (ProcStat orphan : look.orphans()) {
            bySession.computeIfAbsent(orphan.session(), _ -> new ArrayList<>()).add(orphan);
        }
        for (int i = 0; i < look.strays().size(); i++) {
            int stray = look.strays().at(i);
            String instance = children.instanceInTime(stray);
            if (!instance.isEmpty()) {
                byInstance.computeIfAbsent(instance, _ -> new Pids()).add(stray);
            }
        }
    }
}
