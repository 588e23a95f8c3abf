package dev.tend.spawn;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Files;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.Signals;
import dev.tend.path.GuardedPaths;
import dev.tend.path.Ownership;
import dev.tend.posix.Paths;
import dev.tend.posix.Step;
import dev.tend.posix.Text;
import dev.tend.service.Command;
import dev.tend.service.Confinement;
import dev.tend.service.Limit;
import dev.tend.service.ServiceDirectory;
import dev.tend.service.ServiceSpec;
import dev.tend.service.StopPolicy.Scope;
import dev.tend.text.Ascii;
import dev.tend.text.PathNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The steps of a child from its fork to its program, as a list. It prepares everything while the keeper writes down that it
 * exists, and then waits for its release, at which only the last step is left. So no process of a service runs that is not written
 * down.
 *
 * <p>Steps that need privileges come before these are given up, the others after, so that the service's user is the one whose
 * right to enter its folder is checked.
 */
final class ChildSetup {

    private static final int FIRST_SOCKET = 3; // SD_LISTEN_FDS_START of sd_listen_fds(3)
    private static final int LOG_MODE = 0640;
    private static final long MAX_DESCRIPTOR = 0xffff_ffffL;

    private final Launch launch;
    private final InheritedState inherited;
    private final Self self;
    private final ResolvedUsers roles;
    private final Files files;
    private final OptionalInt notificationFd;
    private int channel;
    private final List<String> entries;
    private final List<Step> steps = new ArrayList<>();

    /** The descriptors of the files that both streams go to, where they go to files. */
    private final List<Integer> logs = new ArrayList<>();

    /**
     * @param channel the keeper's go comes over it, and what goes wrong goes back
     * @param notificationFd the end of a pipe to the keeper, for the program
     * @param entries the files to which it writes itself, to enter the control groups with its limits
     */
    ChildSetup(
            Launch launch,
            InheritedState inherited,
            Self self,
            ResolvedUsers roles,
            Files files,
            int channel,
            OptionalInt notificationFd,
            List<String> entries) {
        this.launch = launch;
        this.inherited = inherited;
        this.self = self;
        this.roles = roles;
        this.files = files;
        this.channel = channel;
        this.notificationFd = notificationFd;
        this.entries = entries;
    }

    /**
     * Its steps.
     *
     * @param bound whether it is killed when the keeper ends
     * @throws KernelException where there can be no such child
     */
    List<Step> steps(boolean bound) {
        open();
        complete(bound);
        return steps;
    }

    /** Returns the first part of its steps, after which it has all that the keeper has opened for it. */
    List<Step> opening() {
        open();
        List<Step> first = List.copyOf(steps);
        steps.clear();
        return first;
    }

    /** Returns the other part. @param init whether it is the first process of a pid namespace */
    List<Step> rest(boolean bound, boolean init) {
        if (init) {
            bind(bound);
            add(Step.init(launch.spec().stop().scope() == Scope.GROUP), "cannot start a process");
        }
        complete(bound);
        return steps;
    }

    /** Returns the descriptor of its channel, once it has followed the first part. */
    int channel() {
        return channel;
    }

    private void open() {
        openLogs();
        makeDirectories();
        begin();
        entries.forEach(this::enter);
        connectStreams();
        handOver();
    }

    private void complete(boolean bound) {
        ServiceSpec spec = launch.spec();
        Confinement confinement = spec.confinement();
        ResolvedUser role = roles.of(launch);
        prioritise(confinement);
        confinement.chroot().ifPresent(this::changeRoot);
        limit(confinement.limits());
        steps.addAll(new Privileges(self, role, capabilities(confinement)).steps());
        if (confinement.noNewPrivs()) {
            add(Step.setNoNewPrivs(), "cannot give up new privileges");
        }
        steps.add(Step.umask(confinement.umask().orElse(inherited.umask())));
        add(Step.chdir(spec.cwd()), "cannot change to " + spec.cwd());
        bind(bound || launch.isQuestion());
        steps.add(Step.await());
        if (!launch.isAskedByUs()) {
            become(spec, role);
        }
    }

    private void bind(boolean bound) {
        if (bound) {
            add(Step.setDeathSignal(Signals.KILL), "cannot be tied to the keeper");
        }
    }

    /** Right here, in the child: others may write to the directory, so what is found there has to be looked at. */
    private void openLogs() {
        if (launch.output() instanceof Launch.Output.Files(var output, var errors)) {
            logs.add(openLog(output));
            logs.add(openLog(errors));
        }
    }

    private int openLog(String path) {
        int flags = Paths.O_WRONLY | Paths.O_CREAT | Paths.O_APPEND | Paths.O_NOFOLLOW;
        return must(new GuardedPaths(new Ownership(files)).open(path, flags, LOG_MODE), "cannot open the log ", path);
    }

    /** Right here, too: a slow file system holds nobody up but the child. */
    private void makeDirectories() {
        if (launch.makesDirectories()) {
            var making = new DirectoryMaking(files, roles.of(launch.spec().credentials()), self);
            for (ServiceDirectory directory : launch.spec().directories()) {
                making.make(path(directory), directory.mode());
            }
        }
    }

    private String path(ServiceDirectory directory) {
        var path = directory.path(self.effectiveUser() == 0, inherited::variable);
        if (path.isEmpty()) {
            throw new KernelException("cannot make directory " + directory.name() + ": "
                    + directory.kind().orElseThrow().placeVariable() + " is not set");
        }
        return path.get();
    }

    /** Returns the variables that only Tend can know. */
    private Map<String, String> extra() {
        if (launch.spec().directories().isEmpty()) {
            return launch.extra();
        }
        var extra = new TreeMap<>(launch.extra());
        for (ServiceDirectory directory : launch.spec().directories()) {
            if (directory.kind().isPresent()) {
                String variable = directory.kind().get().variable();
                String before = extra.get(variable);
                extra.put(variable, before == null ? path(directory) : before + ":" + path(directory));
            }
        }
        return extra;
    }

    private void begin() {
        steps.add(Step.setsid());
        if (!(launch.work() instanceof Launch.Work.Removal)) { // which goes on where the keeper ends its children
            steps.addAll(inherited.resetSignals());
        }
        int from = FIRST_SOCKET;
        for (int fd : kept()) {
            closeRange(from, fd - 1);
            from = fd + 1;
        }
        closeRange(from, MAX_DESCRIPTOR);
    }

    private void closeRange(int first, long last) {
        if (first <= last) {
            steps.add(Step.closeRange(first, last));
        }
    }

    /** Returns the descriptors to keep, in ascending order. */
    private int[] kept() {
        List<Integer> all = new ArrayList<>(launch.sockets());
        all.addAll(logs);
        int[] kept = new int[all.size() + 2];
        kept[0] = channel;
        kept[1] = notificationFd.orElse(channel);
        for (int i = 0; i < all.size(); i++) {
            kept[i + 2] = all.get(i);
        }
        Arrays.sort(kept);
        return kept;
    }

    private void enter(String procs) {
        String what = "cannot enter the control group ";
        add(Step.open(procs, Paths.O_WRONLY, 0).keep(), what + procs);
        add(Step.write(Step.KEPT, Text.encode("0")), what + procs);
        steps.add(Step.close(Step.KEPT));
    }

    private void connectStreams() {
        if (launch.input().isPresent()) {
            input(launch.input().get());
        } else {
            open("/dev/null", Paths.O_RDWR, "cannot open ");
        }
        steps.add(Step.dup2(Step.KEPT, 0));
        switch (launch.output()) {
            case Launch.Output.Fifo(var path) -> {
                output(path);
                connectOutput(Step.KEPT);
            }
            case Launch.Output.Pipe(var path) -> {
                output(path);
                steps.add(Step.dup2(Step.KEPT, 1));
            }
            case Launch.Output.Null() -> {
                open("/dev/null", Paths.O_RDWR, "cannot open ");
                connectOutput(Step.KEPT);
            }
            case Launch.Output.Files _ -> {
                steps.add(Step.dup2(logs.getFirst(), 1));
                steps.add(Step.dup2(logs.getLast(), 2));
            }
            case Launch.Output.Inherited() -> {
                // 1 and 2 stay the keeper's
            }
        }
    }

    /** Opening waits for nobody: its writers may be gone by now, and the keeper with them. */
    private void input(String path) {
        open(path, Paths.O_RDONLY | Paths.O_NOFOLLOW | Paths.O_NONBLOCK, "cannot open the input ");
        steps.add(Step.setFlags(Step.KEPT, 0));
    }

    private void output(String path) {
        open(path, Paths.O_RDWR | Paths.O_NOFOLLOW, "cannot open the output ");
    }

    private void open(String path, int flags, String tried) {
        add(Step.open(path, flags, LOG_MODE).keep(), tried + path);
    }

    private void connectOutput(long descriptor) {
        steps.add(Step.dup2(descriptor, 1));
        steps.add(Step.dup2(descriptor, 2));
    }

    /** The numbers that the program expects may be taken by what we need ourselves: that all moves above them first. */
    private void handOver() {
        List<Integer> sockets = launch.sockets();
        if (notificationFd.isEmpty() && sockets.isEmpty()) {
            return;
        }
        int[] kept = kept();
        int free = Math.max(
                kept[kept.length - 1],
                Math.max(FIRST_SOCKET + sockets.size(), launch.notificationFd().orElse(0)));
        move(Step.dup3(channel, ++free).becomeChannel());
        channel = free;
        int copies = free + 1;
        for (int socket : sockets) {
            move(Step.dup3(socket, ++free));
        }
        if (notificationFd.isPresent()) {
            move(Step.dup3(notificationFd.getAsInt(), ++free));
            steps.add(Step.setFlags(free, Paths.O_WRONLY));
            place(free, launch.notificationFd().orElseThrow());
        }
        for (int i = 0; i < sockets.size(); i++) {
            place(copies + i, FIRST_SOCKET + i);
        }
    }

    private void move(Step step) {
        add(step, "cannot start a process");
    }

    private void place(int descriptor, int wanted) {
        add(Step.dup2(descriptor, wanted), "cannot open descriptor " + wanted);
    }

    private void prioritise(Confinement confinement) {
        confinement.oomScoreAdj().ifPresent(this::adjustOomScore);
        confinement.nice().ifPresent(nice -> add(Step.setpriority(nice), "cannot set nice to " + nice));
    }

    private void adjustOomScore(int adjustment) {
        String what = "cannot set oom-score-adj";
        add(Step.open("/proc/self/oom_score_adj", Paths.O_WRONLY, 0).keep(), what);
        add(Step.write(Step.KEPT, Text.encode(String.valueOf(adjustment))), what + " to " + adjustment);
        steps.add(Step.close(Step.KEPT));
    }

    private void changeRoot(String folder) {
        refuseWhatOthersMayExchange(folder);
        add(Step.chroot(folder), "cannot change the root to " + folder);
        add(Step.chdir("/"), "cannot change to /");
    }

    /** Refuses a root directory that others can exchange: a user who could put another in its place would not be confined to it. */
    private void refuseWhatOthersMayExchange(String folder) {
        var ownership = new Ownership(files);
        var flaws = ownership.flaws(folder);
        boolean link =
                files.entry(folder).filter(entry -> entry.kind() == Kind.LINK).isPresent();
        if (!flaws.isEmpty() && (link || !ownership.isOurs(PathNames.parent(folder)))) {
            throw new KernelException("cannot change the root to " + folder + ": "
                    + flaws.getFirst().text() + ", so the service could leave it: "
                    + flaws.getFirst().remedy(self.effectiveUser()));
        }
    }

    /** The keeper's own limit of descriptors is no service's, unless its file sets one. */
    private void limit(List<Limit> limits) {
        steps.add(inherited.restoreDescriptors());
        for (Limit limit : limits) {
            add(
                    Step.setrlimit(limit.resource().number(), limit.soft(), limit.hard()),
                    "cannot set limit." + Ascii.lower(limit.resource().name()) + " to "
                            + (limit.hard() == Limit.UNLIMITED ? "unlimited" : String.valueOf(limit.hard()))
                            + bound(limit));
        }
    }

    private static String bound(Limit limit) {
        return limit.resource() == Limit.Resource.NOFILE ? " (" + KeeperNeeds.OPEN_FILES + " is the most)" : "";
    }

    private OptionalLong capabilities(Confinement confinement) {
        return launch.privileged() || confinement.capabilities().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(CapabilitySet.of(confinement.capabilities().get()));
    }

    private void become(ServiceSpec spec, ResolvedUser role) {
        List<String> argv = argv();
        ServiceEnvironment environment =
                ServiceEnvironment.of(spec.environment(), inherited.environment(), role.account(), extra(), files);
        var program = new ProgramFile(argv.get(0), environment.path());
        steps.add(Step.execute(program.execution(argv, environment.strings())));
    }

    private List<String> argv() {
        List<String> argv = launch.argv();
        for (String word : argv) {
            if (word.indexOf('\0') >= 0) {
                throw new KernelException("cannot execute " + argv.get(0) + ": an argument has a NUL byte");
            }
        }
        return launch.isSteward() && argv.get(0).equals(Command.STEWARD)
                ? List.of(StewardSetup.program(inherited.variable("TEND_STEWARD"), files))
                : argv;
    }

    private void add(Step step, String tried) {
        steps.add(step.or(tried));
    }
}
