package dev.tend.spawn;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.posix.Script;
import dev.tend.posix.Stat;
import dev.tend.posix.Text;
import java.util.Optional;

/**
 * The report of a child that could not become its program: the error number, the mode of the program's file, the action
 * that failed, and after a NUL the first line of that file. Without a number, the action is all there is.
 */
public final class SpawnFailure {

    /** The greatest length of a report, in bytes. */
    public static final int LIMIT = Script.REPORT;

    private static final int HEAD = 8;
    private static final int EXECUTE = 0111;
    private static final int KIND = 0170000;

    private SpawnFailure() {}

    /** Returns a report that no error number names. */
    static byte[] of(String problem) {
        byte[] text = Text.encode(problem);
        byte[] report = new byte[HEAD + Math.min(text.length, LIMIT - HEAD)];
        System.arraycopy(text, 0, report, HEAD, report.length - HEAD);
        return report;
    }

    /** Returns the failure in a report; empty where there is none. */
    public static Optional<KernelException> read(byte[] report, int length) {
        return length < HEAD ? Optional.empty() : Optional.of(problem(report, length));
    }

    private static KernelException problem(byte[] report, int length) {
        int errno = number(report, 0);
        int mode = number(report, 4);
        int end = HEAD;
        while (end < length && report[end] != 0) {
            end++;
        }
        String tried = Text.decode(report, HEAD, end);
        String line = end < length ? firstLine(Text.decode(report, end + 1, length)) : "";
        return errno == 0
                ? KernelException.saying(tried, Errno.ENOENT)
                : KernelException.saying(tried + ": " + why(errno, mode, line), errno);
    }

    private static String why(int errno, int mode, String line) {
        if (errno == Errno.ENOENT && mode != 0) {
            String interpreter = interpreter(line);
            return line.endsWith("\r")
                    ? "its first line ends with a carriage return (\\r), which becomes a part of the interpreter's name \""
                            + interpreter + "\\r\": save it with Unix line ends"
                    : (interpreter.isEmpty() ? "the loader it needs" : "its interpreter " + interpreter)
                            + " does not exist";
        }
        if (errno == Errno.EACCES && (mode & KIND) == Stat.FOLDER) {
            return Errno.phrase(Errno.EISDIR);
        }
        if (errno == Errno.EACCES && mode != 0 && (mode & EXECUTE) == 0) {
            return "permission denied: it is not marked as executable";
        }
        return Errno.phrase(errno);
    }

    /** The program after {@code #!}; "" where there is none. */
    static String interpreter(String firstLine) {
        if (!firstLine.startsWith("#!")) {
            return "";
        }
        String words = firstLine.substring(2).trim();
        int space = words.indexOf(' ');
        return space < 0 ? words : words.substring(0, space);
    }

    private static String firstLine(String text) {
        int newline = text.indexOf('\n');
        return newline < 0 ? text : text.substring(0, newline);
    }

    private static int number(byte[] report, int at) {
        int number = 0;
        for (int i = 3; i >= 0; i--) {
            number = number << 8 | report[at + i] & 0xff;
        }
        return number;
    }
}
