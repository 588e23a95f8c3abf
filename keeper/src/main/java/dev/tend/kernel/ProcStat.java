package dev.tend.kernel;

import java.util.Optional;

/**
 * A line of {@code /proc/PID/stat}, see {@code proc(5)}.
 *
 * @param state such as R, S or Z
 * @param ticks the processor time used, in clock ticks
 * @param birth the start time in clock ticks since boot
 * @param pages the resident memory
 */
record ProcStat(int pid, char state, int parent, int group, int session, long ticks, long birth, long pages) {

    private static final int LIMIT = 4096;

    /** Whether it has ended and only waits to be reaped. */
    boolean dead() {
        return state == 'Z' || state == 'X';
    }

    /** Of a process that is there now. */
    static Optional<ProcStat> of(int pid, Files files) {
        return read("/proc/" + pid + "/stat", files);
    }

    private static Optional<ProcStat> read(String path, Files files) {
        try {
            return parse(files.read(path, LIMIT));
        } catch (KernelException gone) {
            if (gone.errno() == Errno.ENOENT || gone.errno() == Errno.ESRCH) {
                return Optional.empty();
            }
            throw gone;
        }
    }

    /** The second field is the program's name in parentheses, and that may be anything, so it is passed over from its end. */
    static Optional<ProcStat> parse(String line) {
        int open = line.indexOf(" (");
        int close = line.lastIndexOf(") ");
        if (open < 0 || close < open || close + 2 >= line.length()) {
            return Optional.empty();
        }
        Numbers rest = new Numbers(line, close + 4);
        return Optional.of(new ProcStat(
                (int) new Numbers(line, 0).next(),
                line.charAt(close + 2),
                (int) rest.next(),
                (int) rest.next(),
                (int) rest.next(),
                rest.skip(7).next() + rest.next(),
                rest.skip(6).next(),
                rest.skip(1).next()));
    }

    /** The numbers of a line, one after the other; 0 after its end. */
    private static final class Numbers {

        private final String line;
        private int at;

        Numbers(String line, int at) {
            this.line = line;
            this.at = at;
        }

        long next() {
            int from = at;
            while (at < line.length() && line.charAt(at) > ' ') {
                at++;
            }
            String word = line.substring(from, at++);
            try {
                return word.isEmpty() ? 0 : Long.parseLong(word);
            } catch (NumberFormatException largerThanSigned) {
                return -1;
            }
        }

        Numbers skip(int count) {
            for (int i = 0; i < count; i++) {
                next();
            }
            return this;
        }
    }
}
