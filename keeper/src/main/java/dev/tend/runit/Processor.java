package dev.tend.runit;

import dev.tend.kernel.Errno;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Environ;
import dev.tend.posix.Execution;
import dev.tend.posix.Paths;
import dev.tend.posix.Signalling;
import dev.tend.posix.Tasks;
import dev.tend.posix.Times;
import dev.tend.posix.Waiting;
import dev.tend.text.Durations;
import dev.tend.tool.Program;
import dev.tend.tool.Steps;
import java.util.List;

/**
 * Feeds rotated files of a log directory through a shell command, one after the other. The command reads the file and
 * writes another in its place; what it writes to descriptor 5 it finds on descriptor 4 the next time. Where it fails it
 * is started again, without end, but not more often than every second.
 */
final class Processor {

    private static final int NONE = 0;
    private static final int OLD_STATE = 4;
    private static final int NEW_STATE = 5;
    private static final int MODE = 0744;
    private static final int NEW_MODE = 0644;

    /** Between the end of one that failed and its next start, in microseconds. */
    private static final long BREATH = Durations.SECOND;

    private static final int READ = Paths.O_RDONLY | Paths.O_NONBLOCK;
    private static final int WRITE_ANEW = Paths.O_WRONLY | Paths.O_NONBLOCK | Paths.O_TRUNC | Paths.O_CREAT;

    private final SvlogdMessages messages;
    private final String folder;
    private final String command;
    private String stem = "";
    private int pid = NONE;

    /** When to start again what has failed, on the monotonic clock. */
    private long retryAt = Long.MAX_VALUE;

    /** @param command for {@code sh -c} */
    Processor(SvlogdMessages messages, String folder, String command) {
        this.messages = messages;
        this.folder = folder;
        this.command = command;
    }

    /** Tells whether there is a file that is not processed yet. */
    boolean busy() {
        return pid != NONE || retryAt != Long.MAX_VALUE;
    }

    /** When {@link #look} has something to do, whatever happens. */
    long deadline() {
        return retryAt;
    }

    /** Starts on a file. @param name in the folder, with the suffix of one that is not processed */
    void start(String name) {
        stem = RotatedName.stem(name);
        retryAt = Long.MAX_VALUE;
        pid = messages.insist("unable to fork for processor: " + folder, Tasks::fork);
        if (pid == 0) {
            try {
                become();
            } catch (Refusal refusal) {
                Program.complain(refusal.getMessage() + "\n");
            }
            Tasks.exitNow(Svlogd.FAILED);
        }
    }

    /** In the child. Close-on-exec takes care of all descriptors but those moved. */
    private void become() {
        Signalling.unblockAll();
        messages.info("processing: " + folder + "/" + stem + RotatedName.UNPROCESSED);
        must(Paths.chdir(folder), "unable to change directory, want processor");
        move(Paths.open(stem + RotatedName.UNPROCESSED, READ, 0), 0, "unable to open input for processor");
        move(create(stem + RotatedName.PARTIAL), 1, "unable to open output for processor");
        int state = Paths.open("state", READ, 0);
        if (state == -Errno.ENOENT) {
            Descriptors.close(must(create("state"), "unable to create empty state for processor"));
            state = Paths.open("state", READ, 0);
        }
        move(state, OLD_STATE, "unable to open state for processor");
        move(create("newstate"), NEW_STATE, "unable to open newstate for processor");
        var shell = Execution.of("/bin/sh", List.of("sh", "-c", command), Environ.all());
        must(-Steps.become(shell).errno(), "unable to run processor");
    }

    private static int create(String name) {
        return Paths.open(name, WRITE_ANEW, NEW_MODE);
    }

    private void move(int from, int to, String what) {
        must(from, what);
        must(from == to ? Descriptors.handDown(from) : Descriptors.dup2(from, to), what);
    }

    private int must(int result, String what) {
        if (result < 0) {
            throw SvlogdMessages.fatal(what + ": " + folder + ": " + Phrases.of(-result));
        }
        return result;
    }

    /** Looks whether it has ended, and puts the file it has written in place of the one it has read. */
    void look(long now) {
        if (pid != NONE) {
            reap(false);
        } else if (now >= retryAt) {
            start(stem + RotatedName.UNPROCESSED);
        }
    }

    /** Waits until the file is processed. */
    void finish() {
        while (busy()) {
            if (pid == NONE) {
                Program.pause((int) (BREATH / Durations.MILLISECOND));
                start(stem + RotatedName.UNPROCESSED);
            }
            reap(true);
        }
    }

    private void reap(boolean wait) {
        int[] status = new int[1];
        int ended = Waiting.reap(pid, wait, status);
        if (ended == 0 || ended == -Errno.EINTR) {
            return;
        }
        pid = NONE;
        if (ended > 0 && status[0] == 0) {
            settle();
        } else {
            messages.warn("processor failed, restart: " + folder);
            Paths.unlink(path(stem + RotatedName.PARTIAL));
            retryAt = Times.micros(Times.CLOCK_MONOTONIC) + BREATH;
        }
    }

    private void settle() {
        String done = stem + RotatedName.DONE;
        messages.insist(
                "unable to rename processed: " + folder,
                () -> Paths.rename(path(stem + RotatedName.PARTIAL), path(done)));
        messages.insist("unable to set mode of processed: " + folder, () -> Paths.chmod(path(done), MODE));
        if (Paths.unlink(path(stem + RotatedName.UNPROCESSED)) < 0) {
            messages.warn("unable to unlink: " + path(stem + RotatedName.UNPROCESSED));
        }
        messages.insist("unable to rename state: " + folder, () -> Paths.rename(path("newstate"), path("state")));
        messages.info("processed: " + path(done));
    }

    private String path(String name) {
        return folder + "/" + name;
    }
}
