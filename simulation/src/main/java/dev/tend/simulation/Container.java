package dev.tend.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The effect of a container on a keeper's processes while no keeper runs: it is restarted on the same disk, so that
 * pids start over, and its entry script starts helpers, children of the next keeper, whose pids services had before.
 */
final class Container {

    private final FakeProcesses processes;
    private final SeededRandom chance;

    Container(FakeProcesses processes, SeededRandom chance) {
        this.processes = processes;
        this.chance = chance;
    }

    /** All processes are gone at once, and others have their pids. */
    void restart() {
        var pids = pids();
        processes.vanish();
        intrude(pids);
    }

    /** The pids of all processes there are. */
    List<Integer> pids() {
        var pids = new ArrayList<Integer>();
        processes.table().all().forEach(process -> pids.add(process.pid));
        return pids;
    }

    /** Others have the pids of these by now, where they are free and chance has it. */
    void intrude(List<Integer> pids) {
        for (int pid : pids) {
            if (processes.table().isFree(pid) && chance.onceIn(2)) {
                processes.addStranger(pid, chance.onceIn(2));
            }
        }
    }
}
