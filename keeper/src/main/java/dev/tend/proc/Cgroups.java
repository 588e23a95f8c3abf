package dev.tend.proc;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.Signals;
import dev.tend.path.Accounts;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Tasks;
import dev.tend.posix.Text;
import dev.tend.service.GroupLimit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;

/**
 * A control group for each process, where the keeper's own may be divided: no process leaves it, even by making a session of its
 * own. Without control groups everything works as far as sessions show.
 *
 * <p>A child is made in its group by {@code clone3}: moving it there by its pid takes the system up to 20 ms. Groups are named by
 * a number only, since a process's pid is known too late; a process that an earlier keeper has started is asked for its group
 * ({@code /proc}).
 */
public final class Cgroups {

    private static final String FOLDER = "tend";
    private static final String USAGE = "usage_usec ";
    private static final int LIST_LIMIT = 1 << 20;

    /** The most names that are tried; the others are those of former keepers that had our pid. */
    private static final int MOST_TRIES = 10_000;

    private final Files files;
    private final GroupTree tree = new PosixGroupTree();

    /** The folder of all groups; empty where there is none. */
    private final Optional<String> folder;

    private final Map<Integer, String> groups = new HashMap<>();
    private final String prefix = Tasks.getpid() + "-";
    private String made = "";

    /** Tells whether no child can be made in a group: an old container runtime forbids {@code clone3}. */
    private boolean refused;

    private long number;

    private final LimitedGroups limited;

    /** The names of the groups of processes with limits, or that were adopted. */
    private final Map<Integer, String> names = new HashMap<>();

    /** The name of the groups with limits for the next process; "" where it has none. */
    private String reserved = "";

    private List<String> entries = List.of();

    public Cgroups(Files files) {
        this.files = files;
        var own = Delegation.of(files, "self", Tasks.getpid());
        folder = own.map(group -> group.path() + "/" + FOLDER).filter(this::isOurs);
        limited = new LimitedGroups(files, tree, own);
    }

    /**
     * Makes the groups with the limits of the process that is started next, if it is a main process that has any.
     *
     * @throws KernelException where a limit cannot be set, and the service is not to be started then
     */
    public void limit(Launch launch) {
        var limits = launch.spec().groupLimits();
        entries = List.of();
        if (!reserved.isEmpty()) { // for one that could not be started
            limited.remove(reserved);
        }
        reserved = "";
        if (launch.work() instanceof Launch.Work.Main && !limits.isEmpty()) {
            do {
                reserved = prefix + number++;
            } while (names.containsValue(reserved)); // of a former keeper that had our pid
            entries = limited.make(reserved, limits, launch.spec().onMissing());
        }
    }

    /** Returns the files to which the process that is started next writes itself, to enter the groups with its limits. */
    public List<String> entries() {
        return entries;
    }

    /** Notes which process {@link #limit} was for. */
    public void forked(int pid) {
        if (!reserved.isEmpty()) {
            names.put(pid, reserved);
            reserved = "";
        }
    }

    /** Sets other limits for a process and those in its group. Returns the keys of those that cannot be set. */
    public List<String> change(int leader, Map<GroupLimit, Long> limits) {
        String name = names.get(leader);
        return name == null ? List.of() : limited.change(name, limits);
    }

    /** Returns the limit of memory at which the kernel has killed a process in the group of another, in bytes; 0 for none. */
    public long exceeded(int leader) {
        String name = names.get(leader);
        return name == null ? 0 : limited.exceeded(name);
    }

    private void forget(int leader) {
        String name = names.remove(leader);
        if (name != null) {
            limited.remove(name);
        }
    }

    /** Tells whether groups can be made there and killed, which takes Linux 5.14. */
    private boolean isOurs(String path) {
        int result = tree.mkdir(path);
        int kill =
                result == 0 || result == -Errno.EEXIST ? Paths.open(path + "/cgroup.kill", Paths.O_WRONLY, 0) : result;
        Descriptors.close(kill);
        return kill >= 0;
    }

    /**
     * Begins a child in a group of its own, or, where there is none to be had, where the keeper is.
     *
     * @param birth given the descriptor of a group, or -1, begins a child there and returns its pid, or a negated errno; 0 in the
     *     child
     */
    public int begin(IntUnaryOperator birth) {
        int group = open();
        if (group < 0) {
            return birth.applyAsInt(-1);
        }
        int pid = birth.applyAsInt(group);
        if (pid == 0) {
            return 0;
        }
        Descriptors.close(group);
        if (pid < 0) {
            Paths.rmdir(made);
            int other = birth.applyAsInt(-1);
            refused = other > 0 && (pid == -Errno.ENOSYS || pid == -Errno.EPERM);
            return other;
        }
        groups.put(pid, made);
        return pid;
    }

    /** A new group's descriptor, or a negated errno. */
    private int open() {
        if (folder.isEmpty() || refused) {
            return -Errno.ENOENT;
        }
        int result = -Errno.EEXIST;
        if (!reserved.isEmpty()) {
            made = folder.get() + "/" + reserved;
            int there = tree.mkdir(made);
            result = there == -Errno.EEXIST ? 0 : there;
        }
        for (int i = 0; i < MOST_TRIES && result == -Errno.EEXIST; i++) {
            made = folder.get() + "/" + prefix + number++;
            result = tree.mkdir(made);
        }
        return result < 0 ? result : Paths.open(made, Paths.O_RDONLY | Paths.O_DIRECTORY, 0);
    }

    /** Learns in which group a process is that a former keeper has started. */
    public void adopt(int leader, int member) {
        String name = nameOf(member);
        if (!name.isEmpty()) {
            names.put(leader, name);
        }
        String group = group(name);
        if (!group.isEmpty()) {
            groups.put(leader, group);
        }
    }

    /** Returns the path of the group of version 2 with a name, if it is one of ours; or "". */
    private String group(String name) {
        String path = folder.orElse("") + "/" + name;
        return folder.isPresent() && !name.isEmpty() && files.facts(path).isPresent() ? path : "";
    }

    private String nameOf(int pid) {
        return LimitedGroups.name(files.readIfPossible("/proc/" + pid + "/cgroup", LIST_LIMIT));
    }

    /** The pid of the process in whose group another one is. */
    public OptionalInt leader(int member) {
        String group = groups.isEmpty() ? "" : group(nameOf(member));
        for (var entry : groups.entrySet()) {
            if (entry.getValue().equals(group)) {
                return OptionalInt.of(entry.getKey());
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Sends a signal to the processes left in the group of a process, except those of its session, which have received it already.
     * An empty group is removed.
     *
     * @return the processes that are left; empty where there are none
     */
    public Optional<Remains> sweep(int leader, int signal) {
        String group = groups.getOrDefault(leader, "");
        forget(leader);
        if (group.isEmpty()) {
            return Optional.empty();
        }
        if (!isPopulated(group)) {
            remove(leader, group);
            return Optional.empty();
        }
        if (signal == Signals.KILL && tree.write(group + "/cgroup.kill", "1")) {
            return Optional.of(new Remains(true, OptionalInt.empty()));
        }
        return Optional.of(new Remains(false, signal == 0 ? OptionalInt.empty() : tell(group, leader, signal)));
    }

    /**
     * Processes of a group.
     *
     * @param killed whether the group as a whole is being killed, which takes no right to signal its processes
     * @param refusing the pid of one that we are not permitted to signal, if any
     */
    public record Remains(boolean killed, OptionalInt refusing) {}

    /** Returns the processes in the group of a process, and their total usage; empty where it has no group. */
    Optional<Population> population(int leader) {
        String group = groups.getOrDefault(leader, "");
        if (group.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] procs = Text.encode(files.read(group + "/cgroup.procs", LIST_LIMIT));
            Pids pids = new Pids();
            pids.addAll(procs, procs.length, 0);
            boolean divided = !files.read(group + "/cgroup.stat", LIST_LIMIT).contains("nr_descendants 0\n");
            return Optional.of(new Population(pids, divided, usage(files.read(group + "/cpu.stat", LIST_LIMIT))));
        } catch (KernelException gone) {
            return Optional.empty();
        }
    }

    /**
     * The processes in a group.
     *
     * @param divided whether some are in groups below it
     * @param processorTime of all that are or were in it or below it, in microseconds; empty where it is not known
     */
    record Population(Pids pids, boolean divided, OptionalLong processorTime) {}

    static OptionalLong usage(String stat) {
        int end = stat.indexOf('\n');
        return stat.startsWith(USAGE) && end > 0
                ? OptionalLong.of(Long.parseLong(stat.substring(USAGE.length(), end)))
                : OptionalLong.empty();
    }

    /** Kills all in the group of a process, which takes no right to signal them. Returns whether it has a group. */
    public boolean kill(int leader) {
        String group = groups.getOrDefault(leader, "");
        return !group.isEmpty() && tree.write(group + "/cgroup.kill", "1");
    }

    /** Most processes leave nobody behind. */
    public void reaped(int pid) {
        String group = groups.getOrDefault(pid, "");
        if (!group.isEmpty() && !isPopulated(group)) {
            remove(pid, group);
        }
        forget(pid);
    }

    private void remove(int leader, String group) {
        Paths.rmdir(group + "/" + FOLDER); // of a keeper that was kept, as is this:
        Paths.rmdir(group + "/" + Delegation.KEEPER);
        Paths.rmdir(group);
        groups.remove(leader);
    }

    private boolean isPopulated(String group) {
        try {
            return files.read(group + "/cgroup.events", LIST_LIMIT).contains("populated 1");
        } catch (KernelException gone) {
            return false;
        }
    }

    /** @return the pid of one that we are not permitted to signal, if any */
    private OptionalInt tell(String group, int leader, int signal) {
        String pids = files.read(group + "/cgroup.procs", LIST_LIMIT);
        OptionalInt refusing = OptionalInt.empty();
        int from = 0;
        for (int end = pids.indexOf('\n'); end >= 0; end = pids.indexOf('\n', from)) {
            OptionalInt pid = Accounts.id(pids.substring(from, end));
            if (pid.isPresent() && isOutside(leader, pid.getAsInt()) && isRefused(pid.getAsInt(), signal)) {
                refusing = pid;
            }
            from = end + 1;
        }
        return refusing;
    }

    private static boolean isOutside(int session, int pid) {
        return ProcStat.of(pid).filter(stat -> stat.session() != session).isPresent();
    }

    private static boolean isRefused(int pid, int signal) {
        return Tasks.kill(pid, signal) == -Errno.EPERM;
    }
}
