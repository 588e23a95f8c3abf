package dev.tend.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is our child, by the kernel's word: those we forked, and orphans of theirs that have come to us. Who leads a session of
 * its own is remembered, for it can't have been left behind by another service: so looking for what one service left behind
 * costs nothing for every other one that runs.
 */
final class Children {

    private static final int LIMIT = 16 << 20;

    private final Files files;
    private final Set<Integer> leaders = new HashSet<>();

    Children(Files files) {
        this.files = files;
    }

    void forked(int pid) {
        leaders.add(pid);
    }

    void reaped(int pid) {
        leaders.remove(pid);
    }

    List<Integer> all() {
        List<Integer> alive = new ArrayList<>();
        for (int pid : pids()) {
            Optional<ProcStat> stat = ProcStat.of(pid);
            if (stat.isPresent() && !stat.get().dead()) {
                alive.add(pid);
            }
        }
        return alive;
    }

    /** Those that live and may belong to a session whose leader was another process. */
    List<ProcStat> orphans() {
        List<ProcStat> orphans = new ArrayList<>();
        for (int pid : pids()) {
            if (!leaders.contains(pid)) {
                ProcStat.of(pid).filter(stat -> !stat.dead()).ifPresent(stat -> add(stat, orphans));
            }
        }
        return orphans;
    }

    private void add(ProcStat stat, List<ProcStat> orphans) {
        if (stat.session() == stat.pid()) {
            leaders.add(stat.pid());
        } else {
            orphans.add(stat);
        }
    }

    private List<Integer> pids() {
        return numbers(files.read("/proc/thread-self/children", LIMIT));
    }

    /** The numbers of a text with spaces between them. */
    static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                number = number * 10 + c - '0';
            } else if (number > 0) {
                numbers.add(number);
                number = 0;
            }
        }
        if (number > 0) {
            numbers.add(number);
        }
        return numbers;
    }
}
