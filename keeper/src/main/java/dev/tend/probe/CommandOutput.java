package dev.tend.probe;

import static dev.tend.path.Calls.must;

import dev.tend.format.SourceCommand;
import dev.tend.format.SourceCommand.Result;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Signals;
import dev.tend.path.Accounts;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Identity;
import dev.tend.posix.Signalling;
import dev.tend.posix.Tasks;
import dev.tend.posix.Terminals;
import dev.tend.posix.Text;
import dev.tend.posix.Waiting;
import dev.tend.service.Credentials;
import dev.tend.spawn.Privileges;
import dev.tend.spawn.ResolvedUser;
import dev.tend.spawn.Self;
import dev.tend.spawn.ServiceEnvironment;
import dev.tend.text.Durations;
import dev.tend.tool.Steps;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Executes a command that a source of services needs, for a program that may wait for its end, and returns its output. */
public final class CommandOutput {

    private static final long GRACE = 200 * Durations.MILLISECOND;
    private static final int PIECE = 4096;
    private static final char GOOD = '+';
    private static final char FAILED = '-';

    private CommandOutput() {}

    /**
     * Executes a command in a process group of its own, and kills that.
     *
     * @param user of the child; empty: our own
     * @throws dev.tend.kernel.KernelException where it cannot be started
     */
    public static Result of(SourceCommand command, Optional<Integer> user) {
        var credentials = new Credentials(user.map(String::valueOf), Optional.empty(), Optional.empty());
        var role = ResolvedUser.of(credentials, Accounts.ofTheSystem(new PosixFiles()), Identity.getuid());
        int[] ends = new int[2];
        must(Descriptors.pipe2(ends), "cannot make a pipe");
        Signalling.byDefault(Signals.CHLD); // a process that ignores it can't wait for a child
        int process = Tasks.fork();
        if (process == 0) {
            tell(ends[1], apart(command, role, ends[1]));
        }
        Descriptors.close(ends[1]);
        try {
            must(process, "cannot start a process");
            Tasks.setpgid(process, process); // done by both, since either may run first
            return result(read(ends[0]));
        } finally {
            Descriptors.close(ends[0]);
            if (process > 0) {
                Tasks.kill(-process, Signals.KILL);
                new Waiting().take(process);
            }
        }
    }

    private static String apart(SourceCommand command, ResolvedUser role, int channel) {
        int self = Tasks.getpid();
        Tasks.setpgid(self, self);
        Signalling.unblockAll();
        Descriptors.closeAllBut(channel);
        var problem = new Steps(new Privileges(Self.ours(), role, OptionalLong.empty()).steps()).follow();
        Tasks.setDeathSignal(Signals.KILL); // which a change of the user forgets
        return problem.isPresent() ? FAILED + problem.get().getMessage() : output(command);
    }

    private static String output(SourceCommand command) {
        var said = new StringBuilder();
        Subprocess.Sink sink = (bytes, count) -> {
            said.append(Text.decode(bytes, 0, count));
            return said.length() >= SourceCommand.MOST_OUTPUT;
        };
        var environment = List.of("PATH=" + ServiceEnvironment.PATH);
        try {
            var deadline = Deadline.in(SourceCommand.TIMEOUT_MICROS);
            Exit exit = Subprocess.run(command.argv(), environment, "", sink, deadline);
            if (said.length() >= SourceCommand.MOST_OUTPUT) {
                return FAILED + SourceCommand.TOO_MUCH;
            }
            return exit.equals(new Exit.Code(0)) ? GOOD + said.toString() : FAILED + exit.phrase();
        } catch (Unanswered late) {
            return FAILED + SourceCommand.TOO_LATE;
        }
    }

    private static void tell(int channel, String said) {
        byte[] bytes = Text.encode(said);
        int at = 0;
        while (at < bytes.length) {
            int count = Descriptors.write(channel, bytes, at, bytes.length - at);
            if (count < 0) {
                Terminals.poll(channel, Terminals.POLLOUT, -1);
            }
            at += Math.max(0, count);
        }
        Tasks.exitNow(0);
    }

    /** Reads to the end, for as long as the command may take. */
    private static String read(int descriptor) {
        var said = new StringBuilder();
        byte[] piece = new byte[PIECE];
        var deadline = Deadline.in(SourceCommand.TIMEOUT_MICROS, GRACE);
        try {
            while (true) {
                deadline.await(descriptor, Terminals.POLLIN);
                int count = Descriptors.read(descriptor, piece);
                if (count <= 0) {
                    return said.toString();
                }
                said.append(Text.decode(piece, 0, count));
            }
        } catch (Unanswered late) {
            return FAILED + SourceCommand.TOO_LATE;
        }
    }

    private static Result result(String said) {
        if (said.isEmpty()) {
            return Result.failed("was killed");
        }
        String rest = said.substring(1);
        return said.charAt(0) == GOOD ? new Result(rest, Optional.empty()) : Result.failed(rest);
    }
}
