package dev.tend.kernel;

import static dev.tend.kernel.Calls.must;

import dev.tend.lifecycle.Signals;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Execution;
import dev.tend.posix.Identity;
import dev.tend.posix.Paths;
import dev.tend.posix.Tasks;
import dev.tend.posix.Text;
import dev.tend.service.Command;
import dev.tend.service.Confinement;
import dev.tend.service.Limit;
import dev.tend.service.Probe;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Ascii;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The life of a child from {@code fork} to {@code execve}. It prepares everything while the keeper writes down that it exists,
 * and then waits for the keeper's go, at which only the last step is left. So nothing of a service runs that is not written
 * down; and what slows a start, users to look up or environment files on a slow disk, slows nobody else.
 *
 * <p>Steps that need privileges come before they are given up, the others after, so that the service's user is who is asked
 * whether it may enter its folder.
 */
final class ChildSetup {

    private static final int FIRST_SOCKET = 3; // SD_LISTEN_FDS_START of sd_listen_fds(3)
    private static final int NOT_STARTED = 127;
    private static final int STANDARD_OUTPUT = 1;
    private static final int REPORT_LIMIT = 4000;
    private static final int LOG_MODE = 0640;

    private final Launch launch;
    private final Original original;
    private final Files files;
    private final Asker asker;
    private final OptionalInt voice;
    private final boolean bound;
    private int channel;

    /**
     * @param channel the keeper's go comes over it, and what goes wrong goes back
     * @param voice the end of a pipe to the keeper, for the program
     * @param bound whether it is killed when the keeper ends
     */
    ChildSetup(
            Launch launch, Original original, Files files, Asker asker, int channel, OptionalInt voice, boolean bound) {
        this.launch = launch;
        this.original = original;
        this.files = files;
        this.asker = asker;
        this.channel = channel;
        this.voice = voice;
        this.bound = bound;
    }

    /** Never returns. */
    void run() {
        try {
            Tasks.setsid();
            original.resetSignals();
            Descriptors.closeAllBut(kept());
            becomeProgram();
        } catch (KernelException problem) {
            report(problem.getMessage());
        } catch (RuntimeException mistake) {
            report("cannot be started: " + mistake);
        }
        Tasks.exitNow(NOT_STARTED);
    }

    private void becomeProgram() {
        ServiceSpec spec = launch.spec();
        Confinement confinement = spec.confinement();
        List<String> argv = argv();
        Role role = role();
        OptionalLong capabilities = capabilities(confinement);
        ServiceEnvironment environment =
                ServiceEnvironment.of(spec.environment(), original.environment(), role.account(), extra(), files);
        Execution execution = new Execution(argv, environment.strings());

        connectStreams();
        handOver();
        prioritise(confinement);
        confinement.chroot().ifPresent(ChildSetup::changeRoot);
        limit(confinement.limits());
        new Privileges(role, capabilities).assume();
        if (confinement.noNewPrivs()) {
            must(Tasks.setNoNewPrivs(), "cannot give up new privileges");
        }
        Paths.umask(confinement.umask().orElse(original.umask()));
        must(Paths.chdir(spec.cwd()), "cannot change to ", spec.cwd());
        boolean asks = launch.work() instanceof Launch.Work.Question;
        if (asks || bound) {
            must(Tasks.setDeathSignal(Signals.KILL), "cannot be tied to the keeper");
        }
        awaitGo();
        if (asks) {
            ask((Launch.Work.Question) launch.work());
        }
        throw new ProgramFile(argv.get(0), environment.path()).execute(execution);
    }

    /** Returns where a program has to be executed to find out. */
    private void ask(Launch.Work.Question question) {
        if (question.probe() instanceof Probe.Exec) {
            return;
        }
        Optional<String> problem = asker.problem(question.probe(), question.timeout());
        byte[] text = Text.encode(problem.orElse(""));
        Descriptors.write(STANDARD_OUTPUT, text, 0, Math.min(text.length, REPORT_LIMIT));
        Tasks.exitNow(problem.isEmpty() ? 0 : 1);
    }

    private Role role() {
        var accounts = Accounts.ofTheSystem(files);
        int self = Identity.getuid();
        return launch.isSteward()
                ? StewardSetup.role(launch, accounts, files, self)
                : Role.of(launch.credentials(), accounts, self);
    }

    private OptionalLong capabilities(Confinement confinement) {
        return launch.privileged() || confinement.capabilities().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(CapabilitySet.of(confinement.capabilities().get()));
    }

    private List<String> argv() {
        List<String> argv = launch.argv();
        for (String word : argv) {
            if (word.indexOf('\0') >= 0) {
                throw new KernelException("cannot execute " + argv.get(0) + ": an argument has a NUL byte");
            }
        }
        return launch.isSteward() && argv.get(0).equals(Command.STEWARD)
                ? List.of(StewardSetup.program(original.variable("TEND_STEWARD"), files))
                : argv;
    }

    private void connectStreams() {
        int none = must(Paths.open("/dev/null", Paths.O_RDWR, 0), "cannot open ", "/dev/null");
        Descriptors.dup2(launch.input().map(ChildSetup::input).orElse(none), 0);
        switch (launch.output()) {
            case Launch.Output.Fifo(var path) -> connectOutput(output(path));
            case Launch.Output.Pipe(var path) -> Descriptors.dup2(output(path), 1);
            case Launch.Output.Null() -> connectOutput(none);
            case Launch.Output.Files(var output, var errors) -> {
                Descriptors.dup2(append(output), 1);
                Descriptors.dup2(append(errors), 2);
            }
            case Launch.Output.Inherited() -> {
                // 1 and 2 stay the keeper's
            }
        }
    }

    private static int output(String path) {
        return must(Paths.open(path, Paths.O_RDWR | Paths.O_NOFOLLOW, 0), "cannot open the output ", path);
    }

    /** Opening waits for nobody: its writers may be gone by now, and the keeper with them. */
    private static int input(String path) {
        int flags = Paths.O_RDONLY | Paths.O_NOFOLLOW | Paths.O_NONBLOCK;
        int fd = must(Paths.open(path, flags, 0), "cannot open the input ", path);
        Descriptors.setBlocking(fd);
        return fd;
    }

    private static int append(String path) {
        int flags = Paths.O_WRONLY | Paths.O_CREAT | Paths.O_APPEND | Paths.O_NOFOLLOW;
        return must(Paths.open(path, flags, LOG_MODE), "cannot open the log ", path);
    }

    private static void connectOutput(int descriptor) {
        Descriptors.dup2(descriptor, 1);
        Descriptors.dup2(descriptor, 2);
    }

    private int[] kept() {
        List<Integer> sockets = launch.sockets();
        int[] kept = new int[sockets.size() + 2];
        kept[0] = channel;
        kept[1] = voice.orElse(channel);
        for (int i = 0; i < sockets.size(); i++) {
            kept[i + 2] = sockets.get(i);
        }
        Arrays.sort(kept);
        return kept;
    }

    private Map<String, String> extra() {
        Map<String, String> extra = new HashMap<>(launch.extra());
        extra.replaceAll((_, value) -> value.equals(Launch.OWN_PID) ? String.valueOf(Tasks.getpid()) : value);
        return extra;
    }

    /** The numbers that the program expects may be taken by what we need ourselves: that all moves above them first. */
    private void handOver() {
        List<Integer> sockets = launch.sockets();
        int free = Math.max(FIRST_SOCKET + sockets.size(), launch.voice().orElse(0) + 1);
        if (voice.isEmpty() && sockets.isEmpty()) {
            return;
        }
        channel = moved(channel, free);
        int[] copies = new int[sockets.size()];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = moved(sockets.get(i), free);
        }
        if (voice.isPresent()) {
            int end = moved(voice.getAsInt(), free);
            Descriptors.setBlocking(end);
            place(end, launch.voice().orElseThrow());
        }
        for (int i = 0; i < copies.length; i++) {
            place(copies[i], FIRST_SOCKET + i);
        }
    }

    private static int moved(int descriptor, int least) {
        return must(Descriptors.dup(descriptor, least), "cannot start a process");
    }

    private static void place(int descriptor, int wanted) {
        must(Descriptors.dup2(descriptor, wanted), "cannot open descriptor ", String.valueOf(wanted));
    }

    private static void prioritise(Confinement confinement) {
        confinement.oomScoreAdj().ifPresent(ChildSetup::adjustOomScore);
        confinement
                .nice()
                .ifPresent(nice -> must(Tasks.setpriority(nice), "cannot set nice to ", String.valueOf(nice)));
    }

    private static void adjustOomScore(int adjustment) {
        byte[] text = Text.encode(String.valueOf(adjustment));
        int fd = must(Paths.open("/proc/self/oom_score_adj", Paths.O_WRONLY, 0), "cannot set oom-score-adj");
        must(Descriptors.write(fd, text, 0, text.length), "cannot set oom-score-adj to ", String.valueOf(adjustment));
        Descriptors.close(fd);
    }

    private static void changeRoot(String folder) {
        must(Paths.chroot(folder), "cannot change the root to ", folder);
        must(Paths.chdir("/"), "cannot change to ", "/");
    }

    /** The keeper's own limit of descriptors is no service's, unless its file sets one. */
    private void limit(List<Limit> limits) {
        original.restoreDescriptors();
        for (Limit limit : limits) {
            int result = Tasks.setrlimit(limit.resource().number(), limit.soft(), limit.hard());
            if (result < 0) {
                throw new KernelException(
                        "cannot set limit." + lowerCase(limit.resource().name()), -result);
            }
        }
    }

    private static String lowerCase(String name) {
        return Ascii.lower(name);
    }

    /** A keeper that is gone never says go. */
    private void awaitGo() {
        if (Descriptors.read(channel, new byte[1]) != 1) {
            Tasks.exitNow(0);
        }
    }

    private void report(String problem) {
        byte[] text = Text.encode(problem);
        Descriptors.write(channel, text, 0, Math.min(text.length, REPORT_LIMIT));
    }
}
