package dev.tend.proc;

import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes.Survivor;
import dev.tend.kernel.Processes.Survivor.Role;
import dev.tend.lifecycle.Process;
import dev.tend.path.Accounts;
import dev.tend.posix.Stat;
import dev.tend.posix.Tasks;
import dev.tend.posix.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Finds the processes that earlier keepers of a run directory have started, in all of {@code /proc}: by the mark in the
 * environment that each process inherits, and by the output FIFO that it has open. A process of another pid namespace
 * is another keeper's, which may have a run directory of the same name, unless it has our output open; and one in a session whose leader belongs to no
 * instance has taken the mark from elsewhere. One look costs some microseconds for each process of the machine, so it
 * is only for a keeper that cannot trust its state files.
 */
public final class Survivors {

    private static final int ENVIRONMENT_LIMIT = 2 << 20;
    private static final int STATUS_LIMIT = 16 << 10;
    private static final String NAMESPACE_PIDS = "\nNSpid:";
    private static final int NOBODY = 65_534;
    private static final int[] STREAMS = {1, 2};

    private final Files files;
    private final String runFolder;
    private final Stat stat = new Stat();
    private final Map<Long, String> fifos = new HashMap<>();
    private long device;
    private long namespace;

    public Survivors(Files files, String runFolder, String outputFolder) {
        this.files = files;
        this.runFolder = runFolder;
        for (String name : files.namesIfPossible(outputFolder)) {
            if (stat.stat(outputFolder + "/" + name) == 0 && stat.kind() == Stat.FIFO && !name.endsWith("@in")) {
                fifos.put(stat.inode(), name);
                device = stat.device(); // all are in one directory
            }
        }
    }

    public List<Survivor> find() {
        namespace = namespace("self").orElse(0);
        Map<Integer, Survivor> found = new TreeMap<>();
        for (String name : files.namesIfPossible("/proc")) {
            OptionalInt pid = Accounts.id(name);
            if (pid.isPresent() && pid.getAsInt() > 1 && pid.getAsInt() != Tasks.getpid()) {
                look(pid.getAsInt()).ifPresent(survivor -> found.put(pid.getAsInt(), survivor));
            }
        }
        List<Survivor> plausible = new ArrayList<>();
        for (Survivor survivor : found.values()) {
            if (hasLeader(survivor, found)) {
                plausible.add(survivor);
            }
        }
        return plausible;
    }

    /** Tells whether the leader of its session belongs to the same instance, or has ended. */
    private static boolean hasLeader(Survivor survivor, Map<Integer, Survivor> found) {
        int session = survivor.process().session();
        if (found.containsKey(session)) {
            return found.get(session).instance().equals(survivor.instance());
        }
        return ProcStat.of(session).filter(leader -> !leader.dead()).isEmpty();
    }

    /** The inode number of the pid namespace of a process; empty where it may not be looked at. */
    private OptionalLong namespace(String pid) {
        return stat.stat("/proc/" + pid + "/ns/pid") == 0 ? OptionalLong.of(stat.inode()) : OptionalLong.empty();
    }

    /** Identifies a process. One that has ended meanwhile, or may not be looked at, belongs to no instance. */
    private Optional<Survivor> look(int pid) {
        try {
            var its = namespace(String.valueOf(pid));
            boolean foreign = its.isPresent() && its.getAsLong() != namespace;
            return foreign && !isFirstOfService(pid)
                    ? Optional.empty()
                    : ProcStat.of(pid).filter(each -> !each.dead()).flatMap(this::identify);
        } catch (KernelException hidden) {
            return Optional.empty();
        }
    }

    /** Tells whether a process of another namespace leads one that we have made: the others there end with it. */
    private boolean isFirstOfService(int pid) {
        return output(pid).isPresent() && innermostPid(pid).equals("1");
    }

    private Optional<Survivor> identify(ProcStat process) {
        Environment environment = Environment.of(text(process.pid(), "environ", ENVIRONMENT_LIMIT));
        Optional<String> marked = environment.instance(runFolder);
        Optional<String> output = output(process.pid());
        if (marked.isPresent()) {
            int user = output.equals(marked) ? Survivor.PROVED : user(process.pid());
            return Optional.of(survivor(marked.get(), process, role(process, environment), user));
        }
        boolean leads = process.session() == process.pid();
        return output.map(
                instance -> survivor(instance, process, leads ? Role.LIKELY_MAIN : Role.OTHER, Survivor.PROVED));
    }

    private Role role(ProcStat process, Environment environment) {
        Optional<String> helper = environment.value(Launch.HELPER_PID);
        if (names(helper, process) || helper.equals(Optional.of(String.valueOf(process.session())))) {
            return Role.HOOK;
        }
        return names(environment.value(Launch.EXEC_PID), process) ? Role.MAIN : Role.OTHER;
    }

    private boolean names(Optional<String> pid, ProcStat process) {
        return pid.isPresent()
                && (pid.get().equals(String.valueOf(process.pid())) || pid.get().equals(innermostPid(process.pid())));
    }

    /** Its pid in its own namespace, which may be one below ours. */
    private String innermostPid(int pid) {
        String status = text(pid, "status", STATUS_LIMIT);
        int at = status.indexOf(NAMESPACE_PIDS);
        int end = status.indexOf('\n', at + 1);
        return at < 0 || end < 0 ? "" : status.substring(status.lastIndexOf('\t', end) + 1, end);
    }

    /** Returns the user of a process; nobody's number where it has ended. */
    private int user(int pid) {
        return stat.stat("/proc/" + pid) == 0 ? stat.owner() : NOBODY;
    }

    private Optional<String> output(int pid) {
        for (int stream : STREAMS) {
            if (stat.stat("/proc/" + pid + "/fd/" + stream) == 0
                    && stat.kind() == Stat.FIFO
                    && stat.device() == device
                    && fifos.containsKey(stat.inode())) {
                return Optional.of(fifos.get(stat.inode()));
            }
        }
        return Optional.empty();
    }

    private static Survivor survivor(String instance, ProcStat found, Role role, int user) {
        long age = Times.micros(Times.CLOCK_BOOTTIME) - found.birth() * (1_000_000 / Times.ticksPerSecond());
        long since = Math.max(0, Times.micros(Times.CLOCK_MONOTONIC) - age);
        long sessionBirth = found.session() == found.pid()
                ? found.birth()
                : ProcStat.of(found.session()).map(ProcStat::birth).orElse(found.birth());
        return new Survivor(
                instance, new Process(found.pid(), found.birth(), since, found.session(), sessionBirth), role, user);
    }

    private String text(int pid, String file, int limit) {
        return files.readIfPossible("/proc/" + pid + "/" + file, limit);
    }

    /** The environment that a process was started with; empty where the process has written over it. */
    record Environment(String text) {

        static Environment of(String text) {
            return new Environment('\0' + text);
        }

        Optional<String> value(String variable) {
            int at = text.indexOf('\0' + variable + "=");
            if (at < 0) {
                return Optional.empty();
            }
            int from = at + variable.length() + 2;
            int end = text.indexOf('\0', from);
            return Optional.of(end < 0 ? text.substring(from) : text.substring(from, end));
        }

        /** The instance of a keeper with that run directory that it names. */
        Optional<String> instance(String runFolder) {
            return value(Launch.INSTANCE)
                    .filter(mark -> mark.indexOf(':') > 0)
                    .filter(mark -> mark.substring(mark.indexOf(':') + 1).equals(runFolder))
                    .map(mark -> mark.substring(0, mark.indexOf(':')));
        }
    }
}
