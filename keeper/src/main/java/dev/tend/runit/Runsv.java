package dev.tend.runit;

import dev.tend.kernel.Errno;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import java.util.List;

/** The arguments of runsv(8) and runsvdir(8), and what they refuse at once. The keeper does the supervision. */
public final class Runsv {

    private static final int BAD_USAGE = 1;
    private static final int FATAL = 111;

    private Runsv() {}

    /**
     * The folder in the words of runsvdir. Every service has a session of its own anyway, so {@code -P} says nothing; nor does
     * what is to become a log in the list of processes. Other options, and more words, are refused: runit's runsvdir ignores them.
     *
     * @throws Refusal where there is not just one
     */
    public static String folderOfFolders(String name, List<String> words) {
        var usage = Refusal.usage(BAD_USAGE, name, "[-P] dir");
        var operands = Letters.parse(name, "P", words, usage).operands();
        if (operands.isEmpty() || operands.size() > 2) {
            throw usage;
        }
        return operands.getFirst();
    }

    /** The folder in the words of runsv. @throws Refusal where there is not just one, or it cannot be supervised now */
    public static String folder(String name, List<String> words) {
        if (words.size() != 1) {
            throw Refusal.usage(BAD_USAGE, name, "dir");
        }
        String folder = words.getFirst();
        int opened = Paths.open(folder, Paths.O_RDONLY | Paths.O_DIRECTORY, 0);
        if (opened < 0) {
            throw fatal(name, folder, "unable to change to directory", -opened);
        }
        Descriptors.close(opened);
        int lock = Paths.open(folder + "/supervise/lock", Paths.O_WRONLY | Paths.O_NONBLOCK, 0);
        int locked = lock < 0 ? 0 : Descriptors.flock(lock, false);
        Descriptors.close(lock);
        if (locked == -Errno.EAGAIN || SuperviseFolder.isSupervised(folder + "/supervise")) {
            throw fatal(name, folder, "unable to lock supervise/lock", Errno.EAGAIN);
        }
        return folder;
    }

    private static Refusal fatal(String name, String folder, String what, int errno) {
        return new Refusal(FATAL, name + " " + folder + ": fatal: " + what + ": " + Phrases.of(errno));
    }
}
