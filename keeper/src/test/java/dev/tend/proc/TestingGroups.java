package dev.tend.proc;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.TestingTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Control groups in memory, with the rules of the kernel that matter for limits. The process is {@link #SELF}; it is in the groups
 * that its {@code cgroup} file in {@code /proc} names.
 */
final class TestingGroups extends TestingTree implements GroupTree {

    static final int SELF = 7;
    static final String UNIFIED = "/sys/fs/cgroup";

    private static final String PROCS = "cgroup.procs";
    private static final Map<String, List<String>> FILES = Map.of(
            "memory", List.of("memory.max", "memory.high", "memory.events"),
            "cpu", List.of("cpu.weight", "cpu.max"),
            "pids", List.of("pids.max"),
            "io", List.of("io.weight"));
    private static final Map<String, List<String>> OLD_FILES = Map.of(
            "memory", List.of("memory.limit_in_bytes", "memory.oom_control"),
            "cpu", List.of("cpu.shares", "cpu.cfs_quota_us"),
            "pids", List.of("pids.max"),
            "blkio", List.of("blkio.weight"));

    /** The text of each file, by path. */
    final Map<String, String> texts = new TreeMap<>();

    final Set<String> readOnly = new HashSet<>();
    private final Set<String> groups = new TreeSet<>();
    private final Map<String, String> mounts = new TreeMap<>();
    private final Map<String, Set<Integer>> processes = new TreeMap<>();

    /** The membership of the process in version 1, by controller. */
    private final Map<String, String> old = new TreeMap<>();

    /** Mounts version 2, and puts the process into a group of it. */
    TestingGroups unified(String membership, String... controllers) {
        mounts.put(UNIFIED, "cgroup2 rw,relatime");
        groups.add(UNIFIED);
        texts.put(UNIFIED + "/cgroup.controllers", String.join(" ", controllers) + "\n");
        texts.put(UNIFIED + "/cgroup.subtree_control", String.join(" ", controllers) + "\n");
        add(UNIFIED + membership);
        move(UNIFIED + membership, SELF);
        return this;
    }

    /** Mounts a controller of version 1, and puts the process into a group of it. */
    TestingGroups old(String controller, String membership) {
        String mount = UNIFIED + "/" + controller;
        mounts.put(mount, "cgroup rw,relatime," + controller);
        groups.add(mount);
        OLD_FILES.get(controller).stream()
                .filter(file -> !file.equals("pids.max")) // which the root group does not have
                .forEach(file -> texts.put(mount + "/" + file, ""));
        add(membership.equals("/") ? mount : mount + membership);
        old.put(controller, membership);
        return this;
    }

    /** Puts a process into a group. */
    void move(String group, int pid) {
        processes.values().forEach(pids -> {
            if (isUnified(group)) {
                pids.remove(pid);
            }
        });
        processes.computeIfAbsent(group, _ -> new TreeSet<>()).add(pid);
    }

    /** Returns the groups that were made, without those that are mounted or above others. */
    List<String> leaves() {
        return groups.stream().filter(group -> children(group).isEmpty()).toList();
    }

    Set<Integer> processes(String group) {
        return processes.getOrDefault(group, Set.of());
    }

    /** Returns the text of the process's {@code cgroup} file. */
    String memberships() {
        var text = new StringBuilder();
        old.forEach((controller, membership) -> text.append("3:" + controller + ":" + membership + "\n"));
        processes.forEach((group, pids) -> {
            if (isUnified(group) && pids.contains(SELF)) {
                text.append("0::/" + group.substring(Math.min(group.length(), UNIFIED.length() + 1)) + "\n");
            }
        });
        return text.toString();
    }

    private boolean isUnified(String group) {
        return mounts.keySet().stream()
                .filter(mount -> !mount.equals(UNIFIED))
                .noneMatch(mount -> group.equals(mount) || group.startsWith(mount + "/"));
    }

    private List<String> children(String group) {
        return groups.stream()
                .filter(other -> other.startsWith(group + "/") && other.indexOf('/', group.length() + 1) < 0)
                .toList();
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private void add(String group) {
        if (groups.contains(group)) {
            return;
        }
        add(parent(group));
        groups.add(group);
        if (isUnified(group)) {
            texts.put(group + "/cgroup.events", "populated 0\n");
            texts.put(group + "/cgroup.controllers", texts.get(parent(group) + "/cgroup.subtree_control"));
            texts.put(group + "/cgroup.subtree_control", "");
            words(texts.get(group + "/cgroup.controllers")).forEach(controller -> give(group, controller));
        } else {
            String controller = group.substring(UNIFIED.length() + 1).split("/")[0];
            OLD_FILES.get(controller).forEach(file -> texts.put(group + "/" + file, ""));
        }
    }

    private void give(String group, String controller) {
        FILES.getOrDefault(controller, List.of()).forEach(file -> texts.putIfAbsent(group + "/" + file, ""));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @Override
    public int mkdir(String group) {
        if (groups.contains(group)) {
            return -Errno.EEXIST;
        }
        if (!groups.contains(parent(group))) {
            return -Errno.ENOENT;
        }
        if (!isWritable(parent(group))) {
            return -Errno.EACCES;
        }
        add(group);
        return 0;
    }

    @Override
    public int rmdir(String group) {
        if (!groups.contains(group)) {
            return -Errno.ENOENT;
        }
        if (!processes(group).isEmpty() || !children(group).isEmpty()) {
            return -Errno.EBUSY;
        }
        groups.remove(group);
        texts.keySet().removeIf(path -> path.startsWith(group + "/"));
        return 0;
    }

    @Override
    public boolean write(String path, String text) {
        String group = parent(path);
        String file = path.substring(path.lastIndexOf('/') + 1);
        if (!groups.contains(group) || !isWritable(group)) {
            return false;
        }
        return switch (file) {
            case PROCS -> enter(group, text);
            case "cgroup.subtree_control" -> enable(group, text.substring(1));
            default -> texts.replace(group + "/" + file, text) != null;
        };
    }

    /** A group that has groups with controllers below it has no processes itself. */
    private boolean enter(String group, String text) {
        if (!text.equals("0") || !texts.get(group + "/cgroup.subtree_control").isEmpty()) {
            return false;
        }
        move(group, SELF);
        return true;
    }

    private boolean enable(String group, String controller) {
        var enabled = new ArrayList<>(words(texts.get(group + "/cgroup.subtree_control")));
        boolean internal =
                texts.containsKey(group + "/cgroup.events") && !processes(group).isEmpty();
        if (internal || !words(texts.get(group + "/cgroup.controllers")).contains(controller)) {
            return false;
        }
        if (!enabled.contains(controller)) {
            enabled.add(controller);
        }
        texts.put(group + "/cgroup.subtree_control", String.join(" ", enabled) + "\n");
        for (String child : children(group)) {
            texts.merge(child + "/cgroup.controllers", controller, (old, more) -> old.strip() + " " + more + "\n");
            give(child, controller);
        }
        return true;
    }

    @Override
    public boolean isWritable(String group) {
        return groups.contains(group) && !readOnly.contains(group);
    }

    @Override
    public String read(String path, int limit) {
        if (path.equals("/proc/self/cgroup")) {
            return memberships();
        }
        if (path.equals("/proc/self/mounts")) {
            var text = new StringBuilder("tmpfs /sys/fs/cgroup tmpfs rw 0 0\n");
            mounts.forEach((mount, type) -> text.append("cgroup " + mount + " " + type + " 0 0\n"));
            return text.toString();
        }
        if (!texts.containsKey(path)) {
            throw new KernelException("cannot read " + path, Errno.ENOENT);
        }
        return texts.get(path);
    }

    @Override
    public Optional<Facts> facts(String path) {
        boolean there = texts.containsKey(path) || groups.contains(path);
        return there ? Optional.of(new Facts(Kind.FILE, 0644, 0, 0, 0, 0, 1)) : Optional.empty();
    }

    @Override
    public Optional<String> link(String path) {
        return Optional.empty();
    }

    @Override
    public int userId() {
        return 0;
    }
}
