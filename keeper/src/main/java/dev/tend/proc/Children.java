package dev.tend.proc;

import dev.tend.kernel.Processes.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Our children as the kernel lists them: processes that we have forked, and orphans of theirs. A child that leads a
 * session of its own is remembered, since it can't have been left behind by another service: so a look for what one
 * service left behind costs nothing for every other one that runs.
 */
public final class Children {

    private final ChildList list = new ChildList(new ChildList.KernelSource());
    private final Pids leaders = new Pids();

    /** The children that we have forked. */
    private final Pids forked = new Pids();

    /** The children that we have not forked. */
    private final Pids strays = new Pids();

    private final OrphanMarks marks = new OrphanMarks();

    /**
     * The result of one look.
     *
     * @param orphans those that live and may belong to a session whose leader was another process
     * @param strays all that we have not forked
     */
    record Look(List<ProcStat> orphans, Pids strays) {}

    public void forked(int pid) {
        leaders.add(pid);
        forked.add(pid);
    }

    public void reaped(int pid) {
        leaders.remove(pid);
        forked.remove(pid);
        strays.remove(pid);
        list.reaped(pid);
        marks.reaped(pid);
    }

    /** Tells whether a child is known to lead a session of its own. */
    public boolean leads(int pid) {
        return leaders.contains(pid);
    }

    /** Tells whether the kernel lists our children. */
    boolean isListed() {
        return list.isThere();
    }

    /** Returns those that live; none where they are not listed. */
    public List<Integer> all() {
        List<Integer> alive = new ArrayList<>();
        read();
        for (int i = 0; i < list.size(); i++) {
            Optional<ProcStat> stat = ProcStat.of(list.at(i));
            if (stat.isPresent() && !stat.get().dead()) {
                alive.add(list.at(i));
            }
        }
        return alive;
    }

    /** Tells whether strays that may bear a mark are still to be looked at; the next look does that. */
    boolean isBehind() {
        return marks.isBehind();
    }

    Look look() {
        marks.begin();
        List<ProcStat> orphans = new ArrayList<>();
        read();
        for (int i = 0; i < strays.size(); i++) {
            int pid = strays.at(i);
            if (!leaders.contains(pid)) {
                ProcStat.of(pid).filter(stat -> !stat.dead()).ifPresent(stat -> add(stat, orphans));
            }
        }
        return new Look(orphans, strays);
    }

    /**
     * Returns the strays that live and that a mark shows to belong to what {@code leader} led. A process in the session
     * of another child that we have forked belongs to that child.
     */
    List<ProcStat> marked(Mark mark, int leader, Pids strays) {
        List<ProcStat> marked = new ArrayList<>();
        for (int i = 0; i < strays.size(); i++) {
            int pid = strays.at(i);
            if (marks.inTime(pid).isOf(mark, leader, forked::contains)) {
                ProcStat.of(pid)
                        .filter(stat -> !stat.dead())
                        .filter(stat -> stat.session() == leader || !forked.contains(stat.session()))
                        .ifPresent(marked::add);
            }
        }
        return marked;
    }

    /** The same for a sweep: the ends of those that are found then count as ends in the session of {@code leader}. */
    List<ProcStat> swept(Mark mark, int leader, Pids strays) {
        for (int i = 0; i < strays.size(); i++) {
            OrphanMarks.Orphan orphan = marks.inTime(strays.at(i));
            if (orphan.isOf(mark, leader, forked::contains)) {
                orphan.sweptFor(leader);
            }
        }
        return marked(mark, leader, strays);
    }

    /** The instance that a child's environment names, as the value of {@code Launch#INSTANCE}; "" for none. */
    String instance(int pid) {
        return marks.of(pid).instance();
    }

    /** The same; "" also where its environment cannot be read yet. */
    String instanceInTime(int pid) {
        return marks.inTime(pid).instance();
    }

    /** The session for whose end a child was last signalled because of its mark; 0 for none. */
    public int sweptFor(int pid) {
        return marks.session(pid);
    }

    private void add(ProcStat stat, List<ProcStat> orphans) {
        if (stat.session() == stat.pid()) {
            leaders.add(stat.pid());
        } else {
            orphans.add(stat);
        }
    }

    private void read() {
        list.read(strays::clear, pid -> {
            if (!forked.contains(pid)) {
                strays.add(pid);
            }
        });
    }
}
