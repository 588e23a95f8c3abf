package dev.tend.probe;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Signals;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Environ;
import dev.tend.posix.Epoll;
import dev.tend.posix.Paths;
import dev.tend.posix.Signalling;
import dev.tend.posix.Tasks;
import dev.tend.posix.Text;
import dev.tend.posix.Waiting;
import dev.tend.proc.ProcessDescriptor;
import dev.tend.spawn.ProgramFile;
import dev.tend.tool.Program;
import dev.tend.tool.Steps;
import java.util.List;

/**
 * A program that helps to answer. It stays in the process group of the attempt, so that it ends with that group, with
 * all it started; and it dies with us.
 */
final class Subprocess {

    static final int NOT_STARTED = 127;

    private static final int PIECE = 8 << 10;
    private static final int PIPE_SIZE = 64 << 10;
    private static final long LOOK_EVERY = ProcessDescriptor.LOOK_EVERY_MICROS;

    /** The destination of its output, piece by piece. */
    interface Sink {
        /** Returns whether that is enough, and the program need not go on. */
        boolean take(byte[] bytes, int count);
    }

    private final int process;
    private final int output;
    private final Sink sink;
    private final byte[] piece = new byte[PIECE];
    private final Waiting waiting = new Waiting();

    private Subprocess(int process, int output, Sink sink) {
        this.process = process;
        this.output = output;
        this.sink = sink;
    }

    /**
     * Runs a program to its end, or until there is enough of its output.
     *
     * @param input no more than a pipe holds
     * @return how it ended; with 0 where it need not go on
     * @throws Unanswered where it takes too long
     */
    static Exit run(List<String> words, String input, Sink sink, Deadline deadline) {
        return run(words, Environ.all(), input, sink, deadline);
    }

    static Exit run(List<String> words, List<String> environment, String input, Sink sink, Deadline deadline) {
        byte[] bytes = Text.encode(input);
        int[] in = pipe();
        int[] out = pipe();
        int process = Tasks.fork();
        if (process == 0) {
            become(words, environment, in[0], out[1]);
        }
        if (process < 0) {
            throw new Unanswered("cannot start " + words.getFirst() + ": " + Errno.phrase(-process));
        }
        Descriptors.close(in[0]);
        Descriptors.close(out[1]);
        if (bytes.length > 0) {
            Descriptors.write(in[1], bytes, 0, Math.min(bytes.length, PIPE_SIZE));
        }
        Descriptors.close(in[1]);
        return new Subprocess(process, out[0], sink).finish(deadline);
    }

    private static int[] pipe() {
        int[] ends = new int[2];
        int result = Descriptors.pipe2(ends);
        if (result < 0) {
            throw new Unanswered("cannot make a pipe: " + Errno.phrase(-result));
        }
        Descriptors.setBlocking(ends[0]);
        Descriptors.setBlocking(ends[1]);
        return ends;
    }

    private static void become(List<String> words, List<String> environment, int input, int output) {
        Tasks.setDeathSignal(Signals.KILL);
        Signalling.byDefault(Signals.PIPE);
        Descriptors.dup2(input, 0);
        Descriptors.dup2(output, 1);
        Descriptors.dup2(output, 2);
        Paths.chdir("/");
        String path =
                Program.environment("PATH").orElse("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        KernelException problem = Steps.become(new ProgramFile(words.getFirst(), path).execution(words, environment));
        Program.print(problem.getMessage() + "\n");
        Tasks.exitNow(NOT_STARTED);
    }

    /** Waits for its end. Without a descriptor that shows it, which a filter may refuse, it is looked for again and again. */
    private Exit finish(Deadline deadline) {
        Descriptors.setNonBlocking(output);
        int ended = Tasks.pidfdOpen(process);
        var epoll = new Epoll();
        epoll.watch(output, Epoll.EPOLLIN);
        epoll.watch(ended, Epoll.EPOLLIN);
        while (true) {
            if (deadline.left() == 0) {
                throw deadline.over();
            }
            int count = epoll.await(ended >= 0 ? deadline.left() : Math.min(deadline.left(), LOOK_EVERY));
            if (ended < 0 && waiting.take(process) != 0) {
                return exit();
            }
            for (int i = 0; i < count; i++) {
                if (epoll.descriptor(i) == ended) {
                    waiting.take(process);
                    return exit();
                }
                int read = Descriptors.read(output, piece);
                if (read > 0 && sink.take(piece, read)) {
                    return enough();
                }
                if (read == 0) {
                    epoll.unwatch(output);
                }
            }
        }
    }

    private Exit enough() {
        Tasks.kill(process, Signals.KILL);
        return new Exit.Code(0);
    }

    /** Reads what it wrote last, which may still be in the pipe, and returns how it ended. */
    private Exit exit() {
        int read = Descriptors.read(output, piece);
        for (int left = PIPE_SIZE; read > 0 && left > 0 && !sink.take(piece, read); left -= read) {
            read = Descriptors.read(output, piece);
        }
        return waiting.code() == Waiting.CLD_EXITED
                ? new Exit.Code(waiting.status())
                : new Exit.Killed(waiting.status());
    }
}
