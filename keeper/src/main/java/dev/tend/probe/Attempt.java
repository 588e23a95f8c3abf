package dev.tend.probe;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Signals;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Signalling;
import dev.tend.posix.Stat;
import dev.tend.posix.Tasks;
import dev.tend.posix.Terminals;
import dev.tend.posix.Text;
import dev.tend.posix.Waiting;
import dev.tend.probe.Answer.Healthy;
import dev.tend.probe.Answer.Unhealthy;
import dev.tend.proc.ProcessDescriptor;
import dev.tend.service.Probe;
import dev.tend.text.Durations;
import java.util.List;
import java.util.Optional;

/**
 * One probe that is under way, in a process that leads a group of its own and ends with the one that forked it.
 *
 * <p>A caller with a loop starts one, watches its {@link #descriptor} and, when that can be read or the time is over, takes the
 * {@link #answer} and closes it; the process is reaped as any other child. A caller that may wait {@link #ask asks}.
 */
public final class Attempt implements AutoCloseable {

    /** The process itself knows best why there is no answer in time; only if it does not say so either, it is killed unheard. */
    private static final long GRACE = 200 * Durations.MILLISECOND;

    /** The time that a killed process has to end, in microseconds; one that hangs in the kernel for longer is left alone. */
    private static final long END_TIME = Durations.SECOND;

    private static final char HEALTHY = '+';
    private static final char UNHEALTHY = '-';
    private static final int LONGEST = 4096; // PIPE_BUF, <limits.h>: written at once or not at all

    private final int process;
    private final int descriptor;

    private Attempt(int process, int descriptor) {
        this.process = process;
        this.descriptor = descriptor;
    }

    /** Returns why such a probe cannot be made on this machine at all, where that is known beforehand. */
    public static Optional<String> obstacle(Probe probe) {
        return probe instanceof Probe.Http http && http.url().secure() ? Curl.obstacle(http.trust()) : Optional.empty();
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param timeout in microseconds
     * @throws KernelException where no process can be started
     */
    public static Answer ask(Probe probe, long timeout) {
        Signalling.byDefault(Signals.CHLD); // a process that ignores it can't wait for a child
        try (var attempt = start(probe, timeout)) {
            Deadline.in(timeout, GRACE).await(attempt.descriptor, Terminals.POLLIN);
            return attempt.answer();
        } catch (Unanswered over) {
            return new Unhealthy(over.getMessage());
        }
    }

    /**
     * Begins to ask.
     *
     * @param timeout in microseconds
     * @throws KernelException where no process can be started
     */
    public static Attempt start(Probe probe, long timeout) {
        int[] ends = new int[2];
        int result = Descriptors.pipe2(ends);
        if (result < 0) {
            throw new KernelException("cannot make a pipe", -result);
        }
        int process = Tasks.fork();
        if (process == 0) {
            tell(ends[1], apart(probe, timeout, ends[1]));
        }
        Descriptors.close(ends[1]);
        if (process < 0) {
            Descriptors.close(ends[0]);
            throw new KernelException("cannot start a process", -process);
        }
        Tasks.setpgid(process, process); // done by both, since either may run first
        return new Attempt(process, ends[0]);
    }

    private static Answer apart(Probe probe, long timeout, int channel) {
        int self = Tasks.getpid();
        Tasks.setpgid(self, self);
        Tasks.setDeathSignal(Signals.KILL);
        Signalling.unblockAll();
        Signalling.byDefault(Signals.CHLD);
        Signalling.ignore(Signals.PIPE);
        Descriptors.closeAllBut(channel);
        try {
            return answer(probe, Deadline.in(timeout));
        } catch (RuntimeException mistake) {
            return new Unhealthy("the probe failed: " + mistake);
        }
    }

    private static void tell(int channel, Answer answer) {
        byte[] said = Text.encode(
                switch (answer) {
                    case Healthy() -> String.valueOf(HEALTHY);
                    case Unhealthy(var reason) -> UNHEALTHY + reason;
                });
        Descriptors.write(channel, said, 0, said.length);
        Tasks.exitNow(0);
    }

    /** Asks right here, and returns why the answer is no. @param timeout in microseconds */
    public static Optional<String> problem(Probe probe, long timeout) {
        Signalling.ignore(Signals.PIPE);
        return answer(probe, Deadline.in(timeout)) instanceof Unhealthy(var reason)
                ? Optional.of(reason)
                : Optional.empty();
    }

    private static Answer answer(Probe probe, Deadline deadline) {
        try {
            return switch (probe) {
                case Probe.Tcp(var host, var port) -> tcp(host, port, deadline);
                case Probe.Http http -> new HttpRequest(http, deadline).answer();
                case Probe.File(var path) -> file(path);
                case Probe.Exec(var words) -> exec(words, deadline);
            };
        } catch (Unanswered why) {
            return new Unhealthy(why.getMessage());
        }
    }

    private static Answer tcp(String host, int port, Deadline deadline) {
        Connection.open(host, port, deadline).close();
        return new Healthy();
    }

    private static Answer file(String path) {
        int result = new Stat().stat(path);
        return result < 0 ? new Unhealthy(Errno.phrase(-result)) : new Healthy();
    }

    private static Answer exec(List<String> words, Deadline deadline) {
        var line = new FirstLine();
        Exit exit = Subprocess.run(words, "", line, deadline);
        if (exit.equals(new Exit.Code(0))) {
            return new Healthy();
        }
        return new Unhealthy(line.text().isEmpty() ? exit.phrase() : exit.phrase() + ": " + line.text());
    }

    /** Can be read when the answer is there. */
    public int descriptor() {
        return descriptor;
    }

    /** The process that asks, a child of ours. */
    public int process() {
        return process;
    }

    /** Returns what it has found out; a process that ended without a word has found out nothing. Never waits. */
    public Answer answer() {
        byte[] said = new byte[LONGEST];
        int count = Descriptors.read(descriptor, said);
        if (count <= 0) {
            return new Unhealthy(count < 0 ? "no answer yet" : "the probe was killed");
        }
        return said[0] == HEALTHY ? new Healthy() : new Unhealthy(Text.decode(said, 1, count));
    }

    /** Kills what is left of it, all that it has started too. To be called before the process is reaped: its number is its own. */
    public void end() {
        Tasks.kill(-process, Signals.KILL);
        Descriptors.close(descriptor);
    }

    /** Kills what is left of it, and reaps it. */
    @Override
    public void close() {
        end();
        ProcessDescriptor.of(process).ifPresent(ending -> {
            ending.endsWithin(END_TIME);
            ending.close();
        });
        new Waiting().take(process);
    }
}
