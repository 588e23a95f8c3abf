package dev.tend.tool;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.path.Calls;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Environ;
import dev.tend.posix.Paths;
import dev.tend.posix.Terminals;
import dev.tend.posix.Text;
import dev.tend.text.Escapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The process of a command-line program: how it was called, its environment, its output and its end. */
public final class Program {

    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;
    private static final int COMMAND_LINE_LIMIT = 4 << 20;

    private Program() {}

    /**
     * The words it was called with; the first is the name it was called by. They are taken from the kernel, so they don't depend
     * on the locale as those given to {@code main} do. Empty where {@code /proc} is not mounted.
     */
    public static List<String> commandLine() {
        List<String> words = new ArrayList<>();
        try {
            String line = new PosixFiles().read("/proc/self/cmdline", COMMAND_LINE_LIMIT);
            int start = 0;
            for (int end = line.indexOf('\0'); end >= 0; end = line.indexOf('\0', start)) {
                words.add(line.substring(start, end));
                start = end + 1;
            }
        } catch (KernelException noProc) {
            words.clear();
        }
        return words;
    }

    /** The value of an environment variable. */
    public static Optional<String> environment(String name) {
        String start = name + "=";
        for (String entry : Environ.all()) {
            if (entry.startsWith(start)) {
                return Optional.of(entry.substring(start.length()));
            }
        }
        return Optional.empty();
    }

    /**
     * Writes all of it to standard output, waiting where that is full.
     *
     * @return false where its reader has closed it
     */
    public static boolean print(String text) {
        return write(STANDARD_OUTPUT, Text.encode(Escapes.lines(text)));
    }

    /** Writes all of it to standard error, as {@link #print} does. */
    public static boolean complain(String text) {
        return write(STANDARD_ERROR, Text.encode(Escapes.lines(text)));
    }

    /** Writes all bytes to standard error, just as they are. */
    public static boolean complain(byte[] bytes) {
        return write(STANDARD_ERROR, bytes);
    }

    /** Writes all bytes to a descriptor, as {@link #print} does. */
    static boolean write(int descriptor, byte[] bytes) {
        int done = 0;
        while (done < bytes.length) {
            int count = Descriptors.write(descriptor, bytes, done, bytes.length - done);
            if (count == -Errno.EAGAIN) {
                Terminals.poll(descriptor, Terminals.POLLOUT, -1);
            } else if (count < 0 && count != -Errno.EINTR) {
                return false;
            }
            done += Math.max(0, count);
        }
        return true;
    }

    /** Lets so much time pass. */
    public static void pause(int millis) {
        Terminals.poll(-1, 0, millis);
    }

    public static boolean isTerminal(int descriptor) {
        return Terminals.isatty(descriptor);
    }

    /** Returns how many columns it has; empty where it is no terminal, or one that does not say. */
    public static Optional<Integer> terminalWidth(int descriptor) {
        int columns = Terminals.columns(descriptor);
        return columns > 0 ? Optional.of(columns) : Optional.empty();
    }

    /**
     * A path that starts from the root, with no links and dots in it.
     *
     * @throws KernelException where there is no such file
     */
    public static String realpath(String path) {
        List<String> found = new ArrayList<>();
        Calls.must(Paths.realpath(path, found), "cannot find ", path);
        return found.get(0);
    }
}
