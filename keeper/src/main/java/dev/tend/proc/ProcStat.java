package dev.tend.proc;

import dev.tend.kernel.Errno;
import dev.tend.path.Calls;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import java.util.Optional;

/**
 * A line of {@code /proc/PID/stat}, see {@code proc(5)}. It is needed at every start and end, so it is parsed as it is read.
 *
 * @param state such as R, S or Z
 * @param ticks the processor time used, in clock ticks
 * @param reaped the processor time that waited-for children used, in clock ticks
 * @param threads the number of threads
 * @param birth the start time in clock ticks since boot
 * @param pages the resident memory
 */
public record ProcStat(
        int pid,
        char state,
        int parent,
        int group,
        int session,
        long ticks,
        long reaped,
        long threads,
        long birth,
        long pages) {

    private static final byte[] LINE = new byte[1024];

    /** Tells whether it has ended and only waits to be reaped. */
    public boolean dead() {
        return state == 'Z' || state == 'X';
    }

    /** Returns the status of a process that exists now. */
    public static Optional<ProcStat> of(int pid) {
        String path = "/proc/" + pid + "/stat";
        int fd = Paths.open(path, Paths.O_RDONLY, 0);
        int count = fd < 0 ? fd : Descriptors.read(fd, LINE);
        if (fd >= 0) {
            Descriptors.close(fd);
        }
        if (count == -Errno.ENOENT || count == -Errno.ESRCH) {
            return Optional.empty();
        }
        Calls.must(count, "cannot read ", path);
        return parse(LINE, count);
    }

    /** The second field is the program's name in parentheses, and that may be anything, so it is passed over from its end. */
    static Optional<ProcStat> parse(byte[] line, int length) {
        int close = length - 1;
        while (close > 0 && line[close] != ')') {
            close--;
        }
        if (close <= 0 || close + 4 >= length) {
            return Optional.empty();
        }
        Numbers rest = new Numbers(line, close + 4, length);
        return Optional.of(new ProcStat(
                (int) new Numbers(line, 0, length).next(),
                (char) line[close + 2],
                (int) rest.next(),
                (int) rest.next(),
                (int) rest.next(),
                rest.skip(7).next() + rest.next(),
                rest.next() + rest.next(),
                rest.skip(2).next(),
                rest.skip(1).next(),
                rest.skip(1).next()));
    }

    /** The numbers of a line, one after the other; 0 after its end. */
    private static final class Numbers {

        private final byte[] line;
        private final int end;
        private int at;

        Numbers(byte[] line, int at, int end) {
            this.line = line;
            this.at = at;
            this.end = end;
        }

        long next() {
            long number = 0;
            boolean negative = at < end && line[at] == '-';
            for (at += negative ? 1 : 0; at < end && line[at] > ' '; at++) {
                number = number * 10 + line[at] - '0';
            }
            at++;
            return negative ? -number : number;
        }

        Numbers skip(int count) {
            for (int i = 0; i < count; i++) {
                next();
            }
            return this;
        }
    }
}
