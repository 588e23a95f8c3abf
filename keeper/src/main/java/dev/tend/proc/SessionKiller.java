package dev.tend.proc;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.Processes.Mark;
import dev.tend.kernel.Processes.Sweep;
import dev.tend.lifecycle.Process;
import dev.tend.path.Accounts;
import dev.tend.posix.Tasks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Ends what a session's leader has left behind. The number of a session and of a process group isn't used for a new
 * process while any process still belongs to it. So it is ours while the leader itself exists, running or unreaped, or
 * while a member does; and if the number's process is a younger one, then none of ours is left.
 */
public final class SessionKiller {

    private final Files files;
    private final Children children;
    private final int self = Tasks.getpid();

    public SessionKiller(Files files, Children children) {
        this.files = files;
        this.children = children;
    }

    /** @return the sweeps of which any process is left or may be, each with the pid of one that we are not permitted to signal, if any */
    public Map<Sweep, OptionalInt> sweep(Collection<Sweep> sweeps) {
        Children.Look look = children.look();
        Map<Sweep, OptionalInt> unfinished = new HashMap<>();
        for (Sweep sweep : sweeps) {
            List<ProcStat> members = members(sweep, look.orphans());
            sweep.mark().ifPresent(mark -> addMarked(mark, sweep.leader(), look.strays(), members));
            boolean unknown = sweep.mark().isPresent() && children.isBehind();
            if (!members.isEmpty() || unknown) {
                unfinished.put(sweep, signal(members, sweep));
            }
        }
        return unfinished;
    }

    private List<ProcStat> members(Sweep sweep, List<ProcStat> orphans) {
        Process leader = sweep.leader();
        boolean gone = sweep.ours() && orphans.isEmpty() && !children.leads(leader.session());
        if (gone || leader.session() <= 1) {
            return new ArrayList<>();
        }
        Optional<ProcStat> now = ProcStat.of(leader.session());
        if (now.isPresent() && now.get().birth() != leader.sessionBirth()) {
            return new ArrayList<>();
        }
        List<ProcStat> members = members(leader, sweep.ours() ? and(orphans, now) : everybody());
        if (now.isPresent() || !members.isEmpty()) {
            Tasks.kill(-leader.session(), sweep.signal());
        }
        return members;
    }

    /** Adds the marked processes in sessions of their own. */
    private void addMarked(Mark mark, Process leader, Pids strays, List<ProcStat> members) {
        for (ProcStat stray : children.swept(mark, leader.session(), strays)) {
            if (stray.session() != leader.session()) {
                members.add(stray);
            }
        }
    }

    /**
     * Sends the signal to the processes outside the leader's group, which have not received it yet, and checks whether
     * the others may be signalled. A process that leads a group of its own receives it with its group.
     */
    private static OptionalInt signal(List<ProcStat> members, Sweep sweep) {
        OptionalInt refused = OptionalInt.empty();
        for (ProcStat member : members) {
            boolean inGroup = member.group() == sweep.leader().session();
            if (member.session() == member.pid() && !inGroup) {
                Tasks.kill(-member.pid(), sweep.signal());
                inGroup = true;
            }
            if (Tasks.kill(member.pid(), inGroup ? 0 : sweep.signal()) == -Errno.EPERM) {
                refused = OptionalInt.of(member.pid());
            }
        }
        return refused;
    }

    /** Returns the living processes of the session, its leader included. */
    private List<ProcStat> members(Process leader, List<ProcStat> candidates) {
        List<ProcStat> members = new ArrayList<>();
        for (ProcStat stat : candidates) {
            if (stat.session() == leader.session() && stat.birth() >= leader.sessionBirth() && stat.pid() != self) {
                members.add(stat);
            }
        }
        return members;
    }

    private static List<ProcStat> and(List<ProcStat> orphans, Optional<ProcStat> leader) {
        List<ProcStat> found = new ArrayList<>(orphans);
        leader.filter(stat -> !stat.dead()).ifPresent(found::add);
        return found;
    }

    private List<ProcStat> everybody() {
        List<ProcStat> found = new ArrayList<>();
        for (String name : files.names("/proc")) {
            OptionalInt pid = Accounts.id(name);
            if (pid.isPresent() && pid.getAsInt() > 1) {
                ProcStat.of(pid.getAsInt()).filter(stat -> !stat.dead()).ifPresent(found::add);
            }
        }
        return found;
    }
}
