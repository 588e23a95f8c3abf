package dev.tend.runit;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.path.GuardedPaths;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import dev.tend.posix.Text;
import dev.tend.runit.SuperviseStatus.Phase;
import dev.tend.text.Durations;
import java.util.Optional;

/**
 * A service as sv knows it: by the files in its folder, which is the working folder whenever one of these methods is
 * called. It reports problems itself.
 */
final class SvService {

    /** The folder may be another user's. */
    private static final GuardedPaths PATHS = new PosixFiles().paths();

    private final String name;
    private final SvOrder command;
    private final SvReport report;
    private boolean unsupervised;

    SvService(String name, SvOrder command, SvReport report) {
        this.name = name;
        this.command = command;
        this.report = report;
    }

    String name() {
        return name;
    }

    /** Returns the status that its supervisor wrote; empty where there is none, or it cannot be read. */
    Optional<SuperviseStatus> look() {
        int ok = fifo("supervise/ok");
        if (!opened("supervise/ok", ok)) {
            return Optional.empty();
        }
        Descriptors.close(ok);
        int fd = PATHS.tryOpen("supervise/status", Paths.O_RDONLY | Paths.O_NONBLOCK, 0);
        if (fd < 0) {
            report.warn(name, "unable to open supervise/status", fd);
            return Optional.empty();
        }
        byte[] bytes = new byte[SuperviseStatus.SIZE];
        int count = Descriptors.read(fd, bytes);
        Descriptors.close(fd);
        var status = SuperviseStatus.decode(bytes, count);
        if (count < 0) {
            report.warn(name, "unable to read supervise/status", count);
        } else if (status.isEmpty()) {
            report.warn(name, "unable to read supervise/status: bad format");
        }
        return status;
    }

    /** Opens a FIFO; another kind of file is not written to, since it may be a link to any file. */
    private static int fifo(String path) {
        try {
            return PATHS.openFifo(path, Paths.O_WRONLY);
        } catch (KernelException refused) {
            return -refused.errno();
        }
    }

    /** @param result a descriptor, or a negated errno; a FIFO that nobody reads tells that there is no supervisor */
    private boolean opened(String file, int result) {
        unsupervised = result == -Errno.ENXIO;
        if (unsupervised && command.ends()) {
            report.ok(name, "runsv not running");
        } else if (unsupervised) {
            report.fail(name, "runsv not running");
        } else if (result < 0) {
            report.warn(name, "unable to open " + file, result);
        }
        return result >= 0;
    }

    /**
     * Reports how it and its logger are.
     *
     * @param now in microseconds since 1970
     * @return the exit code of an init script; runit's takes it from the logger, where there is one
     */
    int status(long now) {
        var seen = look();
        if (seen.isEmpty()) {
            return unsupervised ? Sv.FAILED : Sv.UNKNOWN;
        }
        report.add(text(name, seen.get(), now));
        logStatus(now);
        return seen.get().pid() == 0 ? Sv.DOWN : Sv.DONE;
    }

    private void logStatus(long now) {
        int result = Paths.chdir("log");
        if (result == -Errno.ENOENT) {
            report.end();
            return;
        }
        report.add("; ");
        var log = new SvService(name + "/log", command, report);
        if (result < 0) {
            report.warn(log.name, "unable to change directory", result);
            return;
        }
        var seen = log.look();
        if (seen.isPresent()) {
            report.add(text("log", seen.get(), now));
            report.end();
        }
    }

    private static String text(String label, SuperviseStatus status, long now) {
        boolean runs = status.pid() != 0;
        boolean usuallyUp = new Stat().stat("down") < 0;
        long age = Math.floorDiv(now, Durations.SECOND) - Math.floorDiv(status.since(), Durations.SECOND);
        var text = new StringBuilder(status.phase().word() + ": " + label + ": ");
        if (status.phase() != Phase.DOWN) {
            text.append("(pid ").append(status.pid()).append(") ");
        }
        text.append(Math.max(0, age)).append('s');
        if (runs != usuallyUp) {
            text.append(runs ? ", normally down" : ", normally up");
        }
        if (runs && status.paused()) {
            text.append(", paused");
        }
        if (runs != status.wantsUp()) {
            text.append(runs ? ", want down" : ", want up");
        }
        if (runs && status.gotTerm()) {
            text.append(", got TERM");
        }
        return text.toString();
    }

    /**
     * Sends letters to its supervisor, unless what they ask for is wanted already.
     *
     * @return false where there is no use in waiting
     */
    boolean send(String letters) {
        var seen = look();
        if (seen.isEmpty()) {
            return false;
        }
        char first = letters.charAt(0);
        boolean wanted = first == 'u' ? seen.get().wantsUp() : first == 'd' && isToldToEnd(seen.get());
        return wanted || write(letters);
    }

    /** Tells whether a service was ordered to end. A service that is to run once is not wanted up either, but has not got TERM. */
    private static boolean isToldToEnd(SuperviseStatus status) {
        return !status.wantsUp() && status.gotTerm();
    }

    private boolean write(String letters) {
        int control = fifo("supervise/control");
        if (!opened("supervise/control", control)) {
            return false;
        }
        byte[] bytes = Text.encode(letters);
        int count = Descriptors.write(control, bytes, 0, bytes.length);
        Descriptors.close(control);
        if (count < 0) {
            report.warn(name, "unable to write to supervise/control", count);
        }
        return count >= 0;
    }

    /**
     * Looks whether what was ordered has come about, and reports it.
     *
     * @param began when it was ordered, in microseconds since 1970
     * @param due whether to believe what may be about to fail
     * @return whether there is nothing more to wait for
     */
    boolean settled(long began, long now, boolean due) {
        var seen = look();
        if (seen.isEmpty()) {
            return true;
        }
        for (int i = 0; i < command.letters().length(); i++) {
            if (!reached(
                    command.letters().charAt(i),
                    seen.get(),
                    began,
                    due || now - seen.get().since() >= Sv.PAUSE)) {
                return false;
            }
        }
        report.add("ok: " + text(name, seen.get(), now));
        report.end();
        return true;
    }

    private boolean reached(char letter, SuperviseStatus status, long began, boolean lasts) {
        boolean runs = status.pid() != 0;
        return switch (letter) {
            case 'u' -> lasts && isUp(status);
            case 'd' -> status.phase() == Phase.DOWN;
            case 'C' -> status.wantsUp() ? lasts && isUp(status) : status.phase() == Phase.DOWN;
            case 't', 'k' ->
                !runs && !status.wantsUp()
                        || runs && lasts && status.since() >= began && !status.gotTerm() && CheckScript.passes(name);
            case 'o' -> runs ? !status.wantsUp() : status.since() >= began;
            case 'p' -> !runs || status.paused();
            case 'c' -> !runs || !status.paused();
            case 'x' -> false;
            default -> true;
        };
    }

    private boolean isUp(SuperviseStatus status) {
        return status.phase() == Phase.RUN && CheckScript.passes(name);
    }

    /** Gives up waiting, and has it killed where that is in the order. */
    void giveUp(long now) {
        report.add(command.kills() ? "kill: " : "timeout: ");
        var seen = look();
        if (seen.isPresent()) {
            report.add(text(name, seen.get(), now));
            report.count();
        }
        report.end();
        if (command.kills()) {
            send("k");
        }
    }
}
