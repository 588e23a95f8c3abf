package dev.tend.spawn;

import dev.tend.format.SourceCommand;
import dev.tend.kernel.Asker;
import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.path.NameService;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Script;
import dev.tend.posix.Tasks;
import dev.tend.posix.Text;
import dev.tend.proc.Cgroups;
import dev.tend.service.OnMissing;
import dev.tend.service.StopPolicy.Scope;
import dev.tend.text.Ascii;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * Starts children. Most of them share our memory until they execute their program, and follow a script that was written
 * before: a copy of our memory would take longer than all the rest. Launches with slow steps, such as reading a file,
 * and with values that only the child can know get a child that is a copy: it writes its script itself.
 */
public final class Spawner {

    private static final String NOTIFY_SOCKET = "NOTIFY_SOCKET";
    private static final int NOT_STARTED = 127;

    /** The pid of a program in its own pid namespace, after that of the process that reaps there. */
    private static final int SECOND = 2;

    private static final int STANDARD_OUTPUT = 1;
    private static final int SETTING_LIMIT = 128;

    /** Before Linux 5.16, a core dump of the child's would have ended us too. */
    private static final int[] SINCE = {5, 16};

    /**
     * The value of {@code fs.suid_dumpable} with which a user could trace a process that has just become that user, and
     * with it our memory.
     */
    private static final String TRACEABLE = "1";

    private final InheritedState inherited;
    private final Files files;
    private final Asker asker;
    private final Function<SourceCommand, SourceCommand.Result> executor;
    private final Cgroups cgroups;
    private final Self self = Self.ours();
    private final ResolvedUsers roles;

    /** The scripts by the pids of the children that may still follow them. */
    private final Map<Integer, Script> followed = new HashMap<>();

    /** Tells whether children may share our memory. */
    private boolean sharing;

    private boolean bound;

    public Spawner(
            InheritedState inherited,
            Files files,
            Asker asker,
            Function<SourceCommand, SourceCommand.Result> executor,
            Cgroups cgroups) {
        this.executor = executor;
        this.inherited = inherited;
        this.files = files;
        this.asker = asker;
        this.cgroups = cgroups;
        this.roles = new ResolvedUsers(files, self, NameService.NONE);
        this.sharing = isSince(SINCE, setting("kernel/osrelease"))
                && !setting("fs/suid_dumpable").startsWith(TRACEABLE);
    }

    private String setting(String name) {
        return files.read("/proc/sys/" + name, SETTING_LIMIT);
    }

    /** Lets every child that is started from now on be killed when we end. */
    public void bindToKeeper() {
        bound = true;
    }

    /**
     * Begins a child.
     *
     * @return its pid, or a negated errno
     */
    public int begin(Launch launch, int channel, OptionalInt notificationFd) {
        int pid = sharing && !needsCopy(launch) ? share(launch, channel, notificationFd) : -Errno.ENOSYS;
        return pid == -Errno.ENOSYS ? copy(launch, channel, notificationFd) : pid;
    }

    /**
     * Tells whether a child has to be a copy. Namespaces are entered by Java code in the child.
     * The OOM killer's adjustment is shared by all processes that share memory.
     * A process that gives up capabilities but keeps our user could be traced by another such process, and with it our
     * memory.
     */
    private static boolean needsCopy(Launch launch) {
        return launch.isAskedByUs()
                || launch.isSteward()
                || launch.output() instanceof Launch.Output.Files
                || launch.makesDirectories()
                || !launch.spec().environment().files().isEmpty()
                || isIsolated(launch)
                || launch.spec().confinement().oomScoreAdj().isPresent()
                || launch.spec().confinement().capabilities().isPresent();
    }

    /**
     * Starts a child that shares our memory. Where the launch is wrong, a copy is started instead: the child reports
     * the problem, and its report is waited for already.
     */
    private int share(Launch launch, int channel, OptionalInt notificationFd) {
        Script script;
        try {
            script = script(launch, roles, channel, notificationFd);
        } catch (RuntimeException problem) {
            return -Errno.ENOSYS;
        }
        int pid = begin(launch, script::spawn);
        if (pid > 0) {
            followed.put(pid, script);
        } else {
            script.free();
        }
        if (pid == -Errno.ENOSYS || pid == -Errno.EPERM) { // a container may forbid to clone like that
            sharing = false;
            return -Errno.ENOSYS;
        }
        return pid;
    }

    /** A child that may not be born in new namespaces is started without them, to go on or to report that. */
    private int copy(Launch launch, int channel, OptionalInt notificationFd) {
        boolean isolated = isIsolated(launch);
        int flags = isolated && mainOf(launch).isEmpty() ? namespaces(launch).birthFlags() : 0;
        int pid = begin(launch, group -> Tasks.forkInto(group, flags));
        int refusal = flags != 0 && pid < 0 ? pid : 0;
        if (refusal != 0) {
            pid = begin(launch, group -> Tasks.forkInto(group, 0));
        }
        if (pid == 0) {
            live(launch, channel, notificationFd, isolated, refusal);
        }
        return pid;
    }

    private NamespaceSetup namespaces(Launch launch) {
        return new NamespaceSetup(launch.spec().confinement().isolation(), self, files);
    }

    /** Tells whether it gets the namespaces of its service. A hook has those of a main process that runs, and else the keeper's. */
    private static boolean isIsolated(Launch launch) {
        return !launch.spec().confinement().isolation().isNone()
                && !launch.privileged()
                && (launch.work() instanceof Launch.Work.Main || mainOf(launch).isPresent());
    }

    /** Returns the main process whose helper a child becomes. */
    private static Optional<String> mainOf(Launch launch) {
        return Optional.ofNullable(launch.extra().get(Launch.MAIN_PID));
    }

    private int begin(Launch launch, IntUnaryOperator birth) {
        return grouped(launch) ? cgroups.begin(birth) : birth.applyAsInt(-1);
    }

    /** Tells whether all processes that it starts end with it, so that a control group of its own is worthwhile. */
    private static boolean grouped(Launch launch) {
        return launch.work() instanceof Launch.Work.AuxCommand(var _, var _, var leaves) && !leaves
                || launch.work() instanceof Launch.Work.Main
                        && launch.spec().stop().scope() == Scope.GROUP;
    }

    private Script script(Launch launch, ResolvedUsers users, int channel, OptionalInt notificationFd) {
        return new Script(setup(launch, users, channel, notificationFd).steps(bound), channel);
    }

    private ChildSetup setup(Launch launch, ResolvedUsers users, int channel, OptionalInt notificationFd) {
        return new ChildSetup(launch, inherited, self, users, files, channel, notificationFd, cgroups.entries());
    }

    /** The child's. Never returns. */
    private void live(Launch launch, int channel, OptionalInt notificationFd, boolean isolated, int refusal) {
        byte[] report;
        var names = NameService.of(files, executor);
        var users = new ResolvedUsers(files, self, names);
        var setup = setup(launch, users, channel, notificationFd);
        try {
            var number = users.of(launch).user();
            if (names.wasAsked() && number.isPresent()) {
                giveOver(launch, number.getAsInt());
            }
            if (isolated) {
                liveIsolated(launch, setup, refusal);
            } else {
                new Script(setup.steps(bound), channel).live(Tasks.getpid());
            }
            ask(launch);
            report = SpawnFailure.of("cannot be started: out of memory");
        } catch (KernelException problem) {
            report = SpawnFailure.of(problem.getMessage());
        } catch (RuntimeException mistake) {
            report = SpawnFailure.of("cannot be started: " + mistake);
        }
        if (Descriptors.write(setup.channel(), report, 0, report.length) < 0) { // it has not moved yet
            Descriptors.write(channel, report, 0, report.length);
        }
        Tasks.exitNow(NOT_STARTED);
    }

    /** Opens and reads first what the process may no longer see afterwards. */
    private void liveIsolated(Launch launch, ChildSetup setup, int refusal) {
        byte[] failure = new Script(setup.opening(), setup.channel()).follow();
        SpawnFailure.read(failure, failure.length).ifPresent(problem -> {
            throw problem;
        });
        var namespaces = namespaces(launch);
        var main = mainOf(launch);
        boolean first = main.isEmpty() && refusal == 0 && namespaces.birthFlags() != 0;
        var rest = setup.rest(bound, first);
        if (main.isPresent()) {
            namespaces.join(Integer.parseInt(main.get()));
        } else {
            isolate(launch, namespaces, refusal);
        }
        new Script(rest, setup.channel()).live(first ? SECOND : Tasks.getpid());
    }

    private void isolate(Launch launch, NamespaceSetup namespaces, int refusal) {
        int result = refusal < 0 ? refusal : namespaces.leave();
        if (result >= 0) {
            namespaces.furnish(Optional.ofNullable(launch.extra().get(NOTIFY_SOCKET)));
        } else if (launch.spec().onMissing() == OnMissing.REFUSE) {
            throw NamespaceSetup.refusal(-result, self.effectiveUser() == 0);
        }
    }

    /** Gives the user what the keeper could not give, for it does not know names that the system's files do not have. */
    private static void giveOver(Launch launch, int user) {
        if (launch.output() instanceof Launch.Output.Fifo(var path)) {
            Paths.lchown(path, user, -1);
        }
        String socket = launch.extra().getOrDefault(NOTIFY_SOCKET, "");
        if (socket.startsWith("/")) {
            Paths.lchown(socket, user, -1);
        }
    }

    private void ask(Launch launch) {
        if (launch.isAskedByUs()) {
            Optional<String> problem =
                    switch (launch.work()) {
                        case Launch.Work.Question(var probe, var timeout) -> asker.problem(probe, timeout);
                        case Launch.Work.Removal(var paths) -> new DirectoryRemoval(files).problem(paths);
                        case Launch.Work.Count(var addresses) ->
                            new ConnectionCount(addresses).isAnybodyConnected()
                                    ? Optional.of("somebody is connected")
                                    : Optional.<String>empty();
                        case Launch.Work.Main _, Launch.Work.AuxCommand _ -> Optional.<String>empty();
                    };
            byte[] text = Text.encode(problem.orElse(""));
            Descriptors.write(STANDARD_OUTPUT, text, 0, Math.min(text.length, SpawnFailure.LIMIT));
            Tasks.exitNow(problem.isEmpty() ? 0 : 1);
        }
    }

    /** A child has executed its program, or has ended: it follows nothing any more. */
    public void gone(int pid) {
        Script script = followed.remove(pid);
        if (script != null) {
            script.free();
        }
    }

    /** Tells whether a release, such as {@code 6.1.0-18-amd64}, is a version or comes after it. */
    static boolean isSince(int[] version, String release) {
        int at = 0;
        for (int wanted : version) {
            int number = 0;
            while (at < release.length() && Ascii.isDigit(release.charAt(at))) {
                number = number * 10 + release.charAt(at++) - '0';
            }
            if (number != wanted) {
                return number > wanted;
            }
            at++;
        }
        return true;
    }
}
