package dev.tend.doctor;

import dev.tend.kernel.Files;
import dev.tend.proc.Delegation;
import dev.tend.text.Ascii;
import dev.tend.wire.Reply.Keeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The machine's limits and the kernel's abilities, as {@code /proc} and {@code /sys} show them. */
final class MachineChecks {

    /** A FIFO, a log file and a moment's pipe for each of a thousand services. */
    private static final long WANTED_FILES = 4096;

    /** The keeper takes one instance, but shares the user's quota with whatever else watches files. */
    private static final long WANTED_INSTANCES = 16;

    private static final long WANTED_WATCHES = 64;

    /** The pages of a pipe of the usual size, see {@code pipe(7)}. */
    private static final long PAGES_OF_A_PIPE = 16;

    private static final int LARGEST = 1 << 16;
    private static final int CAP_KILL = 5; // <linux/capability.h>

    private final Files files;
    private final String process;
    private final int pid;

    /** @param keeper whose limits count; without one, our own stand for those it would get */
    MachineChecks(Files files, Optional<Keeper> keeper) {
        this.files = files;
        pid = keeper.map(Keeper::pid).orElse(0);
        process = pid == 0 ? "self" : String.valueOf(pid);
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        if (text("/proc/" + process + "/stat").isEmpty()) {
            findings.add(Finding.mend("/proc", "not mounted: mount -t proc proc /proc"));
            return findings;
        }
        findings.add(openFiles(text("/proc/" + process + "/limits")));
        findings.add(quota("inotify instances", "max_user_instances", WANTED_INSTANCES));
        findings.add(quota("inotify watches", "max_user_watches", WANTED_WATCHES));
        findings.add(pipes(number("/proc/sys/fs/pipe-user-pages-soft"), files.userId()));
        var group = delegation();
        findings.add(orphans(exists("/proc/self/task") && children(), group.isPresent()));
        findings.add(groups(group));
        findings.add(signals(text("/proc/" + process + "/status")));
        return findings;
    }

    /** @param limits the text of {@code /proc/PID/limits} */
    static Finding openFiles(String limits) {
        var hard = hardLimit(limits, "Max open files");
        if (hard.isEmpty()) {
            return Finding.ok("open files", "unlimited");
        }
        return hard.getAsLong() < WANTED_FILES
                ? Finding.mend(
                        "open files",
                        "at most " + hard.getAsLong() + ", too few for many services: raise the hard limit"
                                + " (ulimit -Hn 65536, LimitNOFILE=65536 or --ulimit nofile=65536) where the keeper is started")
                : Finding.ok("open files", "at most " + hard.getAsLong());
    }

    /** Empty where it is unlimited, or not said. */
    static OptionalLong hardLimit(String limits, String name) {
        int at = limits.indexOf(name);
        if (at < 0) {
            return OptionalLong.empty();
        }
        int end = limits.indexOf('\n', at);
        var words = words(limits.substring(at + name.length(), end < 0 ? limits.length() : end));
        return words.size() < 2 ? OptionalLong.empty() : parsed(words.get(1));
    }

    private Finding quota(String topic, String name, long wanted) {
        String path = "/proc/sys/fs/inotify/" + name;
        var quota = number(path);
        if (quota.isEmpty()) {
            return Finding.note(topic, "no inotify here: folders are not watched, use \"tend reload\"");
        }
        return quota.getAsLong() < wanted
                ? Finding.mend(
                        topic,
                        quota.getAsLong() + " for each user, which others may have used up: sysctl fs.inotify." + name
                                + "=" + wanted * 8)
                : Finding.ok(topic, quota.getAsLong() + " for each user");
    }

    static Finding pipes(OptionalLong pages, int user) {
        if (user == 0 || pages.isEmpty() || pages.getAsLong() == 0) {
            return Finding.ok("pipes", "of full size for all services");
        }
        return Finding.note(
                "pipes",
                "of full size for " + pages.getAsLong() / PAGES_OF_A_PIPE
                        + " services of a user, of one or two pages for more: sysctl fs.pipe-user-pages-soft=0");
    }

    static Finding orphans(boolean childrenKnown, boolean groups) {
        if (childrenKnown && groups) {
            return Finding.ok("subreaper", "whatever a service leaves behind is ended with it");
        }
        return childrenKnown
                ? Finding.ok(
                        "subreaper",
                        "processes that a service leaves behind are ended with it: those of its session, and those in other"
                                + " sessions with TEND_INSTANCE in their environment. Every other one ends with the keeper;"
                                + " those in other sessions that outlive a killed keeper are not ended")
                : Finding.mend(
                        "subreaper",
                        "the kernel does not list the children of a process (CONFIG_PROC_CHILDREN):"
                                + " processes that a service leaves behind outlive it");
    }

    /** @param status the text of {@code /proc/PID/status} */
    static Finding signals(String status) {
        boolean root = value(status, "Uid:", 1).equals("0");
        String capabilities = value(status, "CapEff:", 0);
        int digit = capabilities.length() - 1 - CAP_KILL / 4;
        boolean permitted = digit < 0 || (Ascii.digit(capabilities.charAt(digit), 16) >> CAP_KILL % 4 & 1) == 1;
        return root && !permitted
                ? Finding.mend(
                        "signals",
                        "without CAP_KILL, services of other users cannot be stopped: give it to the keeper"
                                + " (--cap-add KILL, or CapabilityBoundingSet= of systemd)")
                : Finding.ok("signals", "sent to all services");
    }

    /** A word of a line that begins with a name, or "". */
    private static String value(String status, String name, int index) {
        int at = status.indexOf("\n" + name);
        if (at < 0) {
            return "";
        }
        int end = status.indexOf('\n', at + 1);
        String line = status.substring(at + 1 + name.length(), end < 0 ? status.length() : end);
        var words = words(line.replace('\t', ' '));
        return index < words.size() ? words.get(index) : "";
    }

    /** @param own the group that the keeper may divide, if there is one */
    static Finding groups(Optional<Delegation> own) {
        return own.map(group -> Finding.ok("cgroups", "a group below " + group.path() + " for each service"))
                .orElse(Finding.note(
                        "cgroups",
                        "none that the keeper may divide (its own of version 2, and not the machine's root; systemd:"
                                + " Delegate=yes): what a service leaves behind is found by its session, and by the TEND_INSTANCE in its environment,"
                                + " instead"));
    }

    private Optional<Delegation> delegation() {
        return Delegation.of(files, process, pid).filter(group -> files.facts(group.path() + "/cgroup.procs")
                .filter(facts -> facts.owner() == files.userId() || files.userId() == 0)
                .isPresent());
    }

    private boolean children() {
        for (var thread : files.names("/proc/self/task")) {
            return exists("/proc/self/task/" + thread + "/children");
        }
        return false;
    }

    private boolean exists(String path) {
        return files.facts(path).isPresent();
    }

    private OptionalLong number(String path) {
        return parsed(text(path).trim());
    }

    private String text(String path) {
        return files.readIfPossible(path, LARGEST);
    }

    private static OptionalLong parsed(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException notANumber) {
            return OptionalLong.empty();
        }
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        int from = 0;
        for (int at = 0; at <= line.length(); at++) {
            if (at == line.length() || line.charAt(at) == ' ') {
                if (at > from) {
                    words.add(line.substring(from, at));
                }
                from = at + 1;
            }
        }
        return words;
    }
}
