package dev.tend.proc;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Process;
import dev.tend.path.Accounts;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Tasks;
import dev.tend.posix.Times;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the process that another program's pid file names. It trusts no file that is older than its process, and no
 * user about another user's process: a process that is followed is also signalled.
 */
public final class PidfileReading {

    /** The pid is the first line; some, as PostgreSQL, write more below it. */
    private static final int LIMIT = 4096;

    private static final int STATUS_LIMIT = 16 << 10;

    private static final String USER = "\nUid:\t";

    /** Times of files are as coarse as the system's own tick, and a clock may be set a little. */
    private static final long SLACK = 1_000_000;

    private final PosixFiles files;
    private final String path;

    public PidfileReading(PosixFiles files, String path) {
        this.files = files;
        this.path = path;
    }

    /** @throws KernelException that says why there is none */
    public Process process() {
        if (files.facts(path).isEmpty()) {
            throw no(" does not exist");
        }
        var look = files.look(path, LIMIT);
        var facts = look.facts();
        OptionalInt pid = Accounts.id(firstLine(look.text()));
        if (pid.isEmpty() || pid.getAsInt() <= 1 || pid.getAsInt() == Tasks.getpid()) {
            throw no(" has no pid in its first line");
        }
        Optional<ProcStat> stat = ProcStat.of(pid.getAsInt()).filter(found -> !found.dead());
        if (stat.isEmpty()) {
            throw no(" names process " + pid.getAsInt() + ", which does not run");
        }
        long age = Times.micros(Times.CLOCK_BOOTTIME) - stat.get().birth() * (1_000_000 / Times.ticksPerSecond());
        long started = Times.micros(Times.CLOCK_REALTIME) - age;
        if (started > facts.changed() + SLACK || started > facts.changed() && isOfAFormerNamespace(facts.changed())) {
            throw no(" is older than process " + pid.getAsInt() + ", which has that number now");
        }
        if (facts.owner() != files.userId() && facts.owner() != 0 && facts.owner() != userOf(pid.getAsInt())) {
            throw no(" is user " + facts.owner() + "'s, and process " + pid.getAsInt() + " is not");
        }
        return new Process(pid.getAsInt(), stat.get().birth(), Math.max(0, Times.micros(Times.CLOCK_MONOTONIC) - age));
    }

    static String firstLine(String text) {
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).trim();
    }

    /** Tells whether it was written before the first process of the namespace was started, such as by a container before this one. */
    private static boolean isOfAFormerNamespace(long changed) {
        long began = PidNamespace.began() * (1_000_000 / Times.ticksPerSecond());
        long booted = Times.micros(Times.CLOCK_REALTIME) - Times.micros(Times.CLOCK_BOOTTIME);
        return began > 0 && changed < booted + began;
    }

    /** Returns the real user of a process; the directory in {@code /proc} does not belong to a process that changes its user itself. */
    private int userOf(int pid) {
        String status = files.read("/proc/" + pid + "/status", STATUS_LIMIT);
        int from = status.indexOf(USER) + USER.length();
        int end = status.indexOf('\t', from);
        return Accounts.id(status.substring(from, Math.max(from, end))).orElse(-1);
    }

    private KernelException no(String what) {
        return KernelException.saying(path + what, Errno.ESRCH);
    }
}
