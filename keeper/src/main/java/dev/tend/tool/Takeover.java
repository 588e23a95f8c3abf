package dev.tend.tool;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.KernelException;
import dev.tend.path.Accounts;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Environ;
import dev.tend.posix.Execution;
import dev.tend.posix.Identity;
import dev.tend.posix.Paths;
import dev.tend.posix.Sockets;
import dev.tend.posix.Step;
import dev.tend.posix.Tasks;
import dev.tend.posix.Terminals;
import dev.tend.posix.Text;
import dev.tend.service.Credentials;
import dev.tend.spawn.Privileges;
import dev.tend.spawn.ProgramFile;
import dev.tend.spawn.ResolvedUser;
import dev.tend.spawn.Self;
import dev.tend.spawn.ServiceEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Another program in place of this process, or of a child in the background, as an init script starts one: with a user, a folder
 * and a mask, and everything else as it is. Users are looked up first, so that nothing has changed where there is none.
 */
public final class Takeover {

    private static final int NOT_STARTED = 127;
    private static final int REPORT_LIMIT = 4000;

    private final Execution execution;
    private final ResolvedUser role;
    private final String cwd;
    private final OptionalInt umask;

    /**
     * @param program its name or path; {@code argv} begins with what it sees as its own name
     * @throws KernelException where a user or group does not exist
     */
    public Takeover(String program, List<String> argv, Credentials credentials, String cwd, OptionalInt umask) {
        String path = Program.environment("PATH").orElse(ServiceEnvironment.PATH);
        this.execution = new ProgramFile(program, path).execution(argv, Environ.all());
        this.role = ResolvedUser.of(credentials, Accounts.ofTheSystem(new PosixFiles()), Identity.getuid());
        this.cwd = cwd;
        this.umask = umask;
    }

    /** Becomes the program; returns only where that failed. */
    public KernelException become() {
        List<Step> steps = new ArrayList<>();
        umask.ifPresent(mask -> steps.add(Step.umask(mask)));
        steps.add(Step.chdir(cwd).or("cannot change to " + cwd));
        steps.addAll(new Privileges(Self.ours(), role, OptionalLong.empty()).steps());
        steps.add(Step.execute(execution));
        return new Steps(steps).follow().orElseThrow();
    }

    /** A child that waits for its go. */
    public Background background() {
        int[] ends = new int[2];
        must(Sockets.socketpair(ends), "cannot start a process");
        int pid = must(Tasks.fork(), "cannot start a process");
        if (pid == 0) {
            waitAndBecome(ends[1]);
        }
        Descriptors.close(ends[1]);
        return new Background(pid, ends[0]);
    }

    /**
     * Waits for the order to go, and becomes the program; never returns. The process that started it may be gone by
     * then: nothing is started in that case.
     */
    private void waitAndBecome(int channel) {
        Tasks.setsid();
        Descriptors.closeAllBut(channel, channel);
        int none = Paths.open("/dev/null", Paths.O_RDWR, 0);
        for (int stream = 0; stream <= 2; stream++) {
            Descriptors.dup2(none, stream);
        }
        Terminals.poll(channel, Terminals.POLLIN, -1);
        if (Descriptors.read(channel, new byte[1]) == 1) {
            byte[] problem = Text.encode(become().getMessage());
            Descriptors.write(channel, problem, 0, Math.min(problem.length, REPORT_LIMIT));
        }
        Tasks.exitNow(NOT_STARTED);
    }

    /** The child. It ends by itself where it is not released. */
    public static final class Background {

        private final int pid;
        private final int channel;

        Background(int pid, int channel) {
            this.pid = pid;
            this.channel = channel;
        }

        public int pid() {
            return pid;
        }

        /** Lets it go, and waits until it has. @return the problem, where it could not */
        public Optional<KernelException> go() {
            byte[] report = new byte[REPORT_LIMIT];
            Sockets.send(channel, new byte[1], 0, 1);
            Terminals.poll(channel, Terminals.POLLIN, -1);
            int count = Descriptors.read(channel, report);
            return count > 0 ? Optional.of(new KernelException(Text.decode(report, 0, count))) : Optional.empty();
        }
    }
}
