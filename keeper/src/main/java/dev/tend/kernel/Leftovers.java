package dev.tend.kernel;

import dev.tend.kernel.Processes.Sweep;
import dev.tend.lifecycle.Process;
import dev.tend.posix.Tasks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a session's leader has left behind. The number of a session and of a process group isn't used for a new process while
 * anyone still belongs to it. So it is ours while the leader itself is still there, running or unreaped, or while a member is;
 * and if the number's process is a younger one, then nobody of ours is left.
 */
final class Leftovers {

    private final Files files;
    private final Children children;
    private final int self = Tasks.getpid();

    Leftovers(Files files, Children children) {
        this.files = files;
        this.children = children;
    }

    Set<Sweep> sweep(Collection<Sweep> sweeps) {
        List<ProcStat> orphans = children.orphans();
        Set<Sweep> unfinished = new HashSet<>();
        for (Sweep sweep : sweeps) {
            if (sweep(sweep.leader(), sweep.ours(), sweep.signal(), orphans)) {
                unfinished.add(sweep);
            }
        }
        return unfinished;
    }

    private boolean sweep(Process leader, boolean ours, int signal, List<ProcStat> orphans) {
        boolean gone = ours && orphans.isEmpty() && !children.leads(leader.session());
        if (gone || leader.session() <= 1) {
            return false;
        }
        Optional<ProcStat> now = ProcStat.of(leader.session());
        if (now.isPresent() && now.get().birth() != leader.sessionBirth()) {
            return false;
        }
        List<ProcStat> members = members(leader, ours ? and(orphans, now) : everybody());
        if (now.isPresent() || !members.isEmpty()) {
            Tasks.kill(-leader.session(), signal);
        }
        for (ProcStat member : members) {
            if (member.group() != leader.session()) {
                Tasks.kill(member.pid(), signal);
            }
        }
        return !members.isEmpty();
    }

    /** Those of the session that live; the leader too. */
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
