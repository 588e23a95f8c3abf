package dev.tend.kernel;

import static dev.tend.kernel.Calls.must;

import dev.tend.kernel.Processes.Mark;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is our child, by the kernel's word: those we forked, and orphans of theirs that have come to us. Who leads a session of
 * its own is remembered, for it can't have been left behind by another service: so looking for what one service left behind
 * costs nothing for every other one that runs.
 */
final class Children {

    private static final String LIST = "/proc/thread-self/children";
    private static final int CLOSED = -1;

    /** The list is read for every process that ends, so it is parsed as it is read. */
    private final byte[] part = new byte[1024];

    /** Open for good: that is half of what looking takes. */
    private int list = CLOSED;

    private final Pids leaders = new Pids();

    /** Those that we have forked. */
    private final Pids forked = new Pids();

    private final OrphanMarks marks = new OrphanMarks();

    /**
     * What one look has found.
     *
     * @param orphans those that live and may belong to a session whose leader was another process
     * @param strays all that we have not forked
     */
    record Look(List<ProcStat> orphans, Pids strays) {}

    void forked(int pid) {
        leaders.add(pid);
        forked.add(pid);
    }

    void reaped(int pid) {
        leaders.remove(pid);
        forked.remove(pid);
        marks.reaped(pid);
    }

    /** Whether a child is known to lead a session of its own. */
    boolean leads(int pid) {
        return leaders.contains(pid);
    }

    /** Tells whether the kernel lists our children. Some do not: that takes {@code /proc}, and {@code CONFIG_PROC_CHILDREN}. */
    boolean isListed() {
        if (list == CLOSED) {
            int opened = Paths.open(LIST, Paths.O_RDONLY, 0);
            if (opened == -Errno.ENOENT) {
                return false;
            }
            list = must(opened, "cannot read ", LIST);
        }
        return true;
    }

    /** Returns those that live; none where they are not listed. */
    List<Integer> all() {
        List<Integer> alive = new ArrayList<>();
        Pids pids = pids();
        for (int i = 0; i < pids.size(); i++) {
            Optional<ProcStat> stat = ProcStat.of(pids.at(i));
            if (stat.isPresent() && !stat.get().dead()) {
                alive.add(pids.at(i));
            }
        }
        return alive;
    }

    /** Whether some that a mark may tell of are still to be looked at, as the next look does. */
    boolean isBehind() {
        return marks.isBehind();
    }

    Look look() {
        marks.begin();
        List<ProcStat> orphans = new ArrayList<>();
        Pids strays = new Pids();
        Pids pids = pids();
        for (int i = 0; i < pids.size(); i++) {
            if (!forked.contains(pids.at(i))) {
                strays.add(pids.at(i));
            }
            if (!leaders.contains(pids.at(i))) {
                ProcStat.of(pids.at(i)).filter(stat -> !stat.dead()).ifPresent(stat -> add(stat, orphans));
            }
        }
        return new Look(orphans, strays);
    }

    /**
     * Those of some strays that live and that a mark tells to be of what {@code leader} led. What is in the session of another
     * child that we have forked is that one's.
     */
    List<ProcStat> marked(Mark mark, int leader, Pids strays) {
        List<ProcStat> marked = new ArrayList<>();
        for (int i = 0; i < strays.size(); i++) {
            int pid = strays.at(i);
            OrphanMarks.Orphan orphan = marks.inTime(pid);
            if (orphan.isOf(mark, leader, forked::contains)) {
                orphan.sweptFor(leader);
                ProcStat.of(pid)
                        .filter(stat -> !stat.dead())
                        .filter(stat -> stat.session() == leader || !forked.contains(stat.session()))
                        .ifPresent(marked::add);
            }
        }
        return marked;
    }

    /** The instance that a child's environment names, as the value of {@link Launch#INSTANCE}; "" for none. */
    String instance(int pid) {
        return marks.of(pid).instance();
    }

    /** The session for whose end a child was last signalled because of its mark; 0 for none. */
    int sweptFor(int pid) {
        return marks.session(pid);
    }

    private void add(ProcStat stat, List<ProcStat> orphans) {
        if (stat.session() == stat.pid()) {
            leaders.add(stat.pid());
        } else {
            orphans.add(stat);
        }
    }

    /** What is read from the start of the list on is as it is now. */
    private Pids pids() {
        Pids pids = new Pids();
        if (!isListed()) {
            return pids;
        }
        int number = 0;
        long position = 0;
        int count = Descriptors.pread(list, part, position);
        while (count > 0) {
            number = numbers(part, count, number, pids);
            position += count;
            count = Descriptors.pread(list, part, position);
        }
        must(count, "cannot read ", LIST);
        return pids;
    }

    /**
     * Adds the numbers of a text with a space after each.
     *
     * @param begun the number that the part before ended in the midst of; 0: none
     * @return the number that this part ends in the midst of
     */
    static int numbers(byte[] part, int length, int begun, Pids into) {
        int number = begun;
        for (int i = 0; i < length; i++) {
            if (part[i] >= '0' && part[i] <= '9') {
                number = number * 10 + part[i] - '0';
            } else if (number > 0) {
                into.add(number);
                number = 0;
            }
        }
        return number;
    }
}
