package dev.tend.proc;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.path.Accounts;
import dev.tend.posix.Tasks;
import dev.tend.service.GroupLimit;
import dev.tend.service.OnMissing;
import dev.tend.text.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The control groups in which the limits of services are: of version 2 where the keeper's own group may be divided and has the
 * controller, otherwise of version 1. There is a group only for services with limits.
 */
public final class LimitedGroups {

    private static final String FOLDER = GroupFolders.FOLDER + "/";
    private static final String CONTROL = "/cgroup.subtree_control";
    private static final String PROCESSES = "/cgroup.procs";
    private static final String SELF = "self";
    private static final int LARGEST = 1 << 20;

    /** In microseconds: in what time a group may use its processor time. The usual one, which version 1 is left with. */
    private static final int PERIOD = 100_000;

    /** In bytes; version 1 shows more where there is no limit. */
    private static final long MOST_MEMORY = 1L << 50;

    private final Files files;
    private final GroupTree tree;

    /** The keeper's own group of version 2, if groups below it can have limits; else "". */
    private final String own;

    /** Groups that were not empty when their main process ended. */
    private final List<String> left = new ArrayList<>();

    LimitedGroups(Files files, GroupTree tree, Optional<Delegation> own) {
        this.files = files;
        this.tree = tree;
        this.own = own.isPresent() && own.get().limits() ? own.get().path() : "";
    }

    /**
     * Returns the keys of the limits that cannot be set, as far as that can be seen.
     *
     * @param process the keeper's pid, or {@code self}
     */
    public static List<String> missing(Files files, Iterable<GroupLimit> limits, String process) {
        int pid = process.equals(SELF) ? Tasks.getpid() : Accounts.id(process).orElse(0);
        return new LimitedGroups(files, new PosixGroupTree(), Delegation.of(files, process, pid))
                .missing(limits, process);
    }

    List<String> missing(Iterable<GroupLimit> limits, String process) {
        var folders = new GroupFolders(files, own, process);
        var missing = new ArrayList<String>();
        for (GroupLimit limit : limits) {
            if (!isThere(folders, limit)) {
                missing.add(limit.key());
            }
        }
        return missing;
    }

    private boolean isThere(GroupFolders folders, GroupLimit limit) {
        String parent = folders.parent(limit);
        return tree.isWritable(parent)
                && (limit == GroupLimit.PIDS_MAX // which the root group of version 1 has no file for
                        || files.facts(parent + "/" + limit.file(folders.isUnified(limit)))
                                .isPresent());
    }

    /** Says that some limits cannot be set. */
    public static String sentence(List<String> keys) {
        return String.join(", ", keys) + ": the keeper has no control group with that controller that it may divide"
                + " (systemd 254: Delegate=yes and DelegateSubgroup=" + Delegation.KEEPER
                + "; a container: its cgroups writable)";
    }

    /**
     * Makes the groups for a process that is about to be started, and sets its limits.
     *
     * @param name of the groups
     * @return the files to which the process writes itself to enter them
     * @throws KernelException where a limit cannot be set, and the service is not to be started then
     */
    List<String> make(String name, Map<GroupLimit, Long> limits, OnMissing onMissing) {
        left.removeIf(group -> tree.rmdir(group) != -Errno.EBUSY);
        var folders = new GroupFolders(files, own, SELF);
        var entries = new ArrayList<String>();
        var missing = new ArrayList<String>();
        for (GroupLimit limit : limits.keySet()) {
            String entry = folders.group(limit, name) + PROCESSES;
            if (!isMade(folders, limit, name) || !isSet(folders, limit, name, limits)) {
                missing.add(limit.key());
            } else if (!entries.contains(entry)) {
                entries.add(entry);
            }
        }
        if (!missing.isEmpty() && onMissing == OnMissing.REFUSE) {
            remove(name);
            throw new KernelException(sentence(missing) + "; or write on-missing=ignore");
        }
        return entries;
    }

    /** Makes a group that can have a limit. Returns whether there is one then. */
    private boolean isMade(GroupFolders folders, GroupLimit limit, String name) {
        if (!isThere(folders, limit)) {
            return false;
        }
        String all = folders.parent(limit) + GroupFolders.FOLDER;
        tree.mkdir(all);
        if (folders.isUnified(limit) && !enable(all, "+" + GroupFolders.controller(limit.file(true)))) {
            return false;
        }
        int result = tree.mkdir(folders.group(limit, name));
        return result == 0 || result == -Errno.EEXIST;
    }

    /**
     * Lets groups below our own have a controller. A group that has processes cannot do that, so the keeper moves to a group below its
     * own first.
     */
    private boolean enable(String all, String controller) {
        String keeper = own + "/" + Delegation.KEEPER;
        boolean enabled = tree.write(own + CONTROL, controller);
        if (!enabled) {
            tree.mkdir(keeper);
            tree.write(keeper + PROCESSES, "0");
            enabled = tree.write(own + CONTROL, controller);
        }
        return enabled && tree.write(all + CONTROL, controller);
    }

    private boolean isSet(GroupFolders folders, GroupLimit limit, String name, Map<GroupLimit, Long> limits) {
        boolean unified = folders.isUnified(limit);
        String file = folders.group(limit, name) + "/" + limit.file(unified);
        return tree.write(file, value(limit, limits.getOrDefault(limit, 0L), unified));
    }

    /** Sets other limits for processes that run. Returns the keys of those that could not be set. */
    List<String> change(String name, Map<GroupLimit, Long> limits) {
        var folders = new GroupFolders(files, own, SELF);
        var failed = new ArrayList<String>();
        for (GroupLimit limit : GroupLimit.values()) {
            if (!isSet(folders, limit, name, limits) && limits.containsKey(limit)) {
                failed.add(limit.key());
            }
        }
        return failed;
    }

    /** Returns the limit of memory that has ended a process of a group, in bytes; 0 where none has. */
    long exceeded(String name) {
        var folders = new GroupFolders(files, own, SELF);
        boolean unified = folders.isUnified(GroupLimit.MEMORY_MAX);
        String group = folders.group(GroupLimit.MEMORY_MAX, name) + "/";
        String events = text(group + (unified ? "memory.events" : "memory.oom_control"));
        if (!events.contains("oom_kill ") || events.contains("oom_kill 0\n")) {
            return 0;
        }
        long limit = Sizes.parse(
                        text(group + GroupLimit.MEMORY_MAX.file(unified)).trim())
                .orElse(0);
        return limit > MOST_MEMORY ? 0 : limit;
    }

    /** Removes the groups of a process that has ended, now or when they are empty. */
    void remove(String name) {
        var folders = new GroupFolders(files, own, SELF);
        for (GroupLimit limit : GroupLimit.values()) {
            String group = folders.group(limit, name);
            if (tree.rmdir(group) == -Errno.EBUSY && !left.contains(group)) {
                left.add(group);
            }
        }
    }

    /**
     * Returns the name of the group of ours that a process is in, by the text of {@code /proc/PID/cgroup}; or "". Version 2 is last
     * there, and counts most.
     */
    static String name(String lines) {
        int from = lines.lastIndexOf(FOLDER) + FOLDER.length();
        int end = lines.indexOf('\n', from);
        String name = from < FOLDER.length() || end < 0 ? "" : lines.substring(from, end);
        return name.indexOf('/') < 0 ? name : "";
    }

    private String text(String path) {
        return files.readIfPossible(path, LARGEST);
    }

    // weights of version 1 are converted as systemd does:
    // https://github.com/systemd/systemd/blob/main/src/basic/cgroup-util.h
    private static String value(GroupLimit limit, long amount, boolean unified) {
        long weight = amount > 0 ? amount : 100;
        if (limit == GroupLimit.CPU_WEIGHT) {
            return String.valueOf(unified ? weight : Math.clamp(weight * 1024 / 100, 2, 262_144));
        }
        if (limit == GroupLimit.IO_WEIGHT) {
            return unified ? "default " + weight : String.valueOf(Math.clamp(weight * 5, 10, 1000));
        }
        boolean processors = limit == GroupLimit.CPU_MAX;
        String none = unified || limit == GroupLimit.PIDS_MAX ? "max" : "-1";
        String number = amount > 0 ? String.valueOf(processors ? amount * (PERIOD / 100) : amount) : none;
        return processors && unified ? number + " " + PERIOD : number;
    }
}
