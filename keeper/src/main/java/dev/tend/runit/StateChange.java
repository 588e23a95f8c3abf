package dev.tend.runit;

import dev.tend.kernel.Errno;
import dev.tend.path.GuardedPaths;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Environ;
import dev.tend.posix.Identity;
import dev.tend.posix.Paths;
import dev.tend.posix.Signalling;
import dev.tend.posix.Step;
import dev.tend.posix.Tasks;
import dev.tend.service.Limit;
import dev.tend.service.Limit.Resource;
import dev.tend.spawn.ProgramFile;
import dev.tend.tool.Program;
import dev.tend.tool.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The changes to this process before it becomes another program. They are carried out in chpst's order, whatever the
 * order of its options: those that need privileges or the old root come before these are given up.
 */
final class StateChange {

    private static final int FAILED = 111;

    /** The paths of the folder of variables, which may belong to the user of the program. */
    private static final GuardedPaths PATHS = new PosixFiles().paths();

    /** More than any value that can be handed to a program, {@code MAX_ARG_STRLEN}. */
    private static final int LONGEST_VALUE = 128 << 10;

    private final Variables variables = new Variables(Environ.all());
    private final Map<Resource, Long> limits = new LinkedHashMap<>();
    private final boolean[] closed = new boolean[3];
    private List<String> command = List.of();
    private Optional<String> calledAs = Optional.empty();
    private Optional<String> folder = Optional.empty();
    private boolean strict;
    private boolean verbose;
    private boolean quiet;
    private boolean session;
    private Optional<String> root = Optional.empty();
    private int nice;
    private Optional<Supplier<Owner>> shown = Optional.empty();
    private Optional<Supplier<Owner>> owner = Optional.empty();
    private Optional<String> lock = Optional.empty();
    private boolean wait;

    void command(List<String> words) {
        command = words;
    }

    /** The program's own name for itself. */
    void calledAs(String word) {
        calledAs = Optional.of(word);
    }

    /** @param mustRead whether a folder in the folder is an error rather than left out */
    void variables(String path, boolean mustRead) {
        folder = Optional.of(path);
        strict = mustRead;
    }

    void verbose(boolean on) {
        verbose = on;
    }

    /** Sets whether not getting the lock, or not finding the program, is no failure and not reported. */
    void quiet(boolean on) {
        quiet = on;
    }

    void session() {
        session = true;
    }

    void root(String path) {
        root = Optional.of(path);
    }

    /** @param increment to the nice value */
    void nice(int increment) {
        nice = increment;
    }

    /** Puts ids into $UID and $GID, and changes nothing. */
    void showOwner(Supplier<Owner> who) {
        shown = Optional.of(who);
    }

    /** @param who called only after the root has changed, since the new root has users of its own */
    void owner(Supplier<Owner> who) {
        owner = Optional.of(who);
    }

    /** @param waiting whether to wait while another process has the lock */
    void lock(String path, boolean waiting) {
        lock = Optional.of(path);
        wait = waiting;
    }

    void close(int descriptor) {
        closed[descriptor] = true;
    }

    /** Sets a soft limit; one above the hard limit is that. */
    void limit(Resource resource, long value) {
        limits.put(resource, value);
    }

    static Refusal fatal(String what) {
        return new Refusal(FAILED, "chpst: fatal: " + what);
    }

    private static int must(int result, String what) {
        if (result < 0) {
            throw fatal(what + ": " + Phrases.of(-result));
        }
        return result;
    }

    /** Does it all and becomes the program; returns 0 where that failed quietly. */
    int perform() {
        if (session) {
            Tasks.setsid(); // a process that leads a group fails here, and has that already
        }
        folder.ifPresent(this::readVariables);
        root.ifPresent(StateChange::changeRoot);
        if (nice != 0) {
            int result = Tasks.setpriority(Tasks.niceness() + nice);
            must(result == -Errno.EACCES ? -Errno.EPERM : result, "unable to set nice level");
        }
        shown.ifPresent(who -> show(who.get()));
        owner.ifPresent(who -> become(who.get()));
        try {
            lock.ifPresent(this::take);
            closeStreams();
            throw execute();
        } catch (Refusal refusal) {
            if (quiet) {
                return 0;
            }
            throw refusal;
        }
    }

    private void readVariables(String path) {
        List<String> names = new ArrayList<>();
        int folderDescriptor = PATHS.tryOpen(path, Paths.O_RDONLY | Paths.O_DIRECTORY, 0);
        must(folderDescriptor, "unable to switch to directory: " + path);
        must(Paths.names(folderDescriptor, names), "unable to open directory: " + path);
        for (String name : names) {
            if (!name.startsWith(".")) {
                readVariable(path, name);
            }
        }
    }

    private void readVariable(String path, String name) {
        byte[] bytes = new byte[LONGEST_VALUE];
        int fd = PATHS.tryOpen(path + "/" + name, Paths.O_RDONLY | Paths.O_NONBLOCK, 0);
        int count = fd < 0 ? fd : Descriptors.read(fd, bytes);
        Descriptors.close(fd);
        if (count == -Errno.EISDIR && !strict) {
            if (verbose) {
                Program.complain(
                        "chpst: warning: unable to read " + path + "/" + name + ": " + Phrases.of(Errno.EISDIR) + "\n");
            }
            return;
        }
        if (count != -Errno.ENOENT) {
            must(count, "unable to read " + path + "/" + name);
        }
        variables.put(Variables.entry(name, bytes, Math.max(0, count))); // one that is gone takes its variable with it
    }

    private static void changeRoot(String path) {
        must(Paths.chdir(path), "unable to change directory: " + path);
        must(Paths.chroot("."), "unable to change root directory");
    }

    private void show(Owner who) {
        variables.put("GID=" + Integer.toUnsignedString(who.groups().getFirst()));
        variables.put("UID=" + Integer.toUnsignedString(who.user()));
    }

    private static void become(Owner who) {
        must(Identity.setgroups(who.groupArray()), "unable to setgroups");
        must(Identity.setgid(who.groups().getFirst()), "unable to setgid");
        must(Identity.setuid(who.user()), "unable to setuid");
    }

    /** The program inherits the lock, and with it goes on holding it. */
    private void take(String path) {
        int fd = must(FileLock.open(PATHS, path), "unable to open lock: " + path);
        must(Descriptors.flock(fd, wait), "unable to lock: " + path);
        Descriptors.handDown(fd);
    }

    private void closeStreams() {
        List<String> names = List.of("stdin", "stdout", "stderr");
        for (int i = 0; i < closed.length; i++) {
            if (closed[i]) {
                must(Descriptors.close(i), "unable to close " + names.get(i));
            }
        }
    }

    /** The limits come last, for they may leave no memory to do anything else with. */
    private Refusal execute() {
        List<String> words = new ArrayList<>(command);
        calledAs.ifPresent(name -> words.set(0, name));
        var program = new ProgramFile(command.getFirst(), variables.path());
        var steps = new Steps(List.of(Step.execute(program.execution(words, variables.entries()))));
        for (var limit : limits.entrySet()) {
            lower(limit.getKey(), limit.getValue());
        }
        Signalling.unblockRuntimes();
        int errno = steps.follow().orElseThrow().errno();
        return fatal("unable to run: " + words.getFirst() + ": " + Phrases.of(errno));
    }

    private static void lower(Resource resource, long value) {
        long[] limit = new long[2];
        must(Tasks.getrlimit(resource.number(), limit), "unable to getrlimit()");
        boolean bounded = limit[1] != Limit.UNLIMITED && Long.compareUnsigned(value, limit[1]) > 0;
        long soft = bounded || value == Long.MAX_VALUE ? limit[1] : value;
        must(Tasks.setrlimit(resource.number(), soft, limit[1]), "unable to setrlimit()");
    }
}
