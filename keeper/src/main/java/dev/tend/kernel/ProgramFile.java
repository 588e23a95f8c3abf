package dev.tend.kernel;

import dev.tend.posix.Descriptors;
import dev.tend.posix.Execution;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import dev.tend.posix.Text;
import java.util.ArrayList;
import java.util.List;

/** Finds a program as {@code execvp(3)} does, and when it can't be executed says why in more words than the error number has. */
public final class ProgramFile {

    private static final int FIRST_LINE = 256; // as much as the kernel looks at
    private static final int EXECUTE = 0111;

    private final String word;
    private final String path;

    /**
     * @param word the name of the program, or its path where it has a slash
     * @param path folders to look in, with colons between them
     */
    public ProgramFile(String word, String path) {
        this.word = word;
        this.path = path;
    }

    /** Becomes the program; returns only where that failed. */
    public KernelException execute(Execution execution) {
        boolean searched = word.indexOf('/') < 0;
        int refused = 0;
        for (String candidate : candidates()) {
            int result = searched ? -new Stat().stat(candidate) : 0; // an execve that fails takes ten times as long
            boolean there = result == 0;
            if (there) {
                result = -execution.execve(candidate);
            }
            if (searched && result == Errno.EACCES) {
                refused = result;
            } else if (there || !missing(result)) {
                return KernelException.saying(why(candidate, result), result);
            }
        }
        return refused != 0
                ? new KernelException("cannot execute " + word, refused)
                : KernelException.saying("cannot execute " + word + ": not found in " + path, Errno.ENOENT);
    }

    private static boolean missing(int errno) {
        return errno == Errno.ENOENT || errno == Errno.ENOTDIR;
    }

    /** Whether there is such a file at all; executing it may fail nevertheless. */
    public boolean exists() {
        for (String candidate : candidates()) {
            if (new Stat().stat(candidate) == 0) {
                return true;
            }
        }
        return false;
    }

    List<String> candidates() {
        if (word.indexOf('/') >= 0 || word.isEmpty()) {
            return List.of(word);
        }
        List<String> candidates = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == ':') {
                candidates.add(i == start ? "./" + word : path.substring(start, i) + "/" + word);
                start = i + 1;
            }
        }
        return candidates;
    }

    private static String why(String program, int errno) {
        String what = "cannot execute " + program + ": ";
        Stat stat = new Stat();
        boolean there = stat.stat(program) == 0;
        if (errno == Errno.ENOENT && there) {
            String interpreter = interpreter(firstLine(program));
            return what + (interpreter.isEmpty() ? "the loader it needs" : "its interpreter " + interpreter)
                    + " does not exist";
        }
        if (errno == Errno.EACCES && there && stat.kind() == Stat.FOLDER) {
            return what + Errno.phrase(Errno.EISDIR);
        }
        if (errno == Errno.EACCES && there && (stat.permissions() & EXECUTE) == 0) {
            return what + "permission denied: it is not marked as executable";
        }
        return what + Errno.phrase(errno);
    }

    private static String firstLine(String program) {
        int fd = Paths.open(program, Paths.O_RDONLY | Paths.O_NONBLOCK | Paths.O_NOCTTY, 0);
        if (fd < 0) {
            return "";
        }
        byte[] start = new byte[FIRST_LINE];
        int count = Math.max(0, Descriptors.read(fd, start));
        Descriptors.close(fd);
        String text = Text.decode(start, 0, count);
        int newline = text.indexOf('\n');
        return newline < 0 ? text : text.substring(0, newline);
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
}
