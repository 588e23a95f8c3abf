package dev.tend.output;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.service.LogPolicy;
import dev.tend.text.Needle;
import dev.tend.wire.OutputObstacle;
import java.util.Optional;

/**
 * Output that is kept, and perhaps shown as well. Without stamps and echo, bytes go to the file unseen, until it is so large
 * that a line's end must be found to rotate it at. Trouble with the file is reported once, and tried again each second.
 */
final class ToFile implements Route {

    /** The shortest time between two reports of the same problem, in microseconds. */
    private static final long REPEAT_PAUSE = 60 * OutputTrouble.SECOND;

    private static final String DROPPED = "log-dropped";

    private final Outputs outputs;
    private final String name;
    private final LogFile log;
    private final Optional<ConsoleLines> echo;
    private Optional<Needle> needle = Optional.empty();

    private LogPolicy policy;
    private final OutputTrouble trouble;
    private long tellDroppedAt;
    private long tellShortenedAt;

    /** When it was last checked that nobody has taken the file away. */
    private long checked;

    /** Tells whether the last step has left nothing in the pipe. */
    private boolean dry;

    ToFile(Outputs outputs, String name, LogPolicy policy) {
        this.outputs = outputs;
        this.name = name;
        this.policy = policy;
        this.log = new LogFile(outputs.files, outputs.streams, outputs.logFolder(name));
        this.echo = outputs.echo() ? Optional.of(outputs.console.lines(name, false)) : Optional.empty();
        trouble = new OutputTrouble(outputs, name, policy);
        open(outputs.clock.now());
    }

    @Override
    public void listen(Optional<Needle> needle) {
        this.needle = needle;
    }

    @Override
    public long move(int pipe, long now, long limit) {
        if (!ready(now)) {
            return trouble.drops() ? discard(pipe, limit) : 0;
        }
        long moved = 0;
        dry = false;
        while (moved < limit && !dry) {
            long step = step(pipe, now, limit - moved);
            moved += Math.max(step, 0);
            dry |= step <= 0;
        }
        if (moved > 0 && echo.isPresent()) {
            outputs.console.flush();
        }
        return moved;
    }

    private long step(int pipe, long now, long limit) {
        try {
            if (!log.follow()) {
                reopen(now, "removed");
            }
            if (!log.isOpen()) {
                return 0;
            }
            long room = log.room();
            boolean unseen = room > 0 && !policy.timestamps() && echo.isEmpty() && needle.isEmpty();
            long moved = unseen ? unseen(pipe, Math.min(room, limit)) : seen(pipe);
            if (isFull(moved) && makeRoom(now)) {
                return -Errno.EINTR;
            }
            if (moved < 0 && !isPassing(moved)) {
                pause(now, "cannot write to " + log.path() + ": " + Errno.phrase((int) -moved));
            } else if (moved == -Errno.EAGAIN) {
                trouble.idle();
            } else if (moved > 0) {
                trouble.end(log.path());
            }
            return moved;
        } catch (KernelException e) {
            pause(now, e.getMessage());
            return 0;
        }
    }

    /** Nothing there now, or disturbed: no trouble. */
    private static boolean isPassing(long result) {
        return result == -Errno.EAGAIN || result == -Errno.EINTR;
    }

    private static boolean isFull(long result) {
        return result == -Errno.ENOSPC || result == -Errno.EDQUOT;
    }

    /** Removes the oldest of what was written, where that is wanted. Returns whether something was removed. */
    private boolean makeRoom(long now) {
        long removed = policy.full() == LogPolicy.Full.DROP_OLD
                ? log.removeOldest(policy.size(), outputs.clock.wallTime())
                : 0;
        trouble.drop(removed);
        if (removed > 0 && now >= tellDroppedAt) {
            tellDroppedAt = now + REPEAT_PAUSE;
            outputs.report.tell(
                    name, DROPPED, "no space left on device: old log files are removed" + trouble.toldDropped());
        }
        return removed > 0;
    }

    /** Consumes output that cannot be written. It is still shown and searched. */
    private long discard(int pipe, long limit) {
        byte[] buffer = outputs.buffer();
        long gone = 0;
        int step = 1;
        while (step > 0 && gone < limit) {
            step = Math.max(outputs.streams.peek(pipe, buffer), 0);
            step = step == 0 ? 0 : Math.max(outputs.streams.skip(pipe, step), 0);
            pass(buffer, 0, step);
            gone += step;
        }
        trouble.drop(gone);
        return gone;
    }

    private void pass(byte[] buffer, int from, int to) {
        echo.ifPresent(lines -> lines.hear(buffer, from, to));
        needle.ifPresent(needle -> needle.take(buffer, from, to));
    }

    private long unseen(int pipe, long count) {
        long moved = log.take(pipe, count);
        dry = moved < count;
        return moved;
    }

    /** Looks at what is in the pipe and takes it line by line, or as many lines at once as can be. */
    private long seen(int pipe) {
        byte[] buffer = outputs.buffer();
        int seen = outputs.streams.peek(pipe, buffer);
        byte[] stamp = policy.timestamps() && seen > 0 ? UtcTime.stamp(outputs.clock.wallTime()) : new byte[0];
        int at = 0;
        while (at < seen) {
            rotateIfFull();
            long moved = part(pipe, buffer, at, partEnd(buffer, at, seen), stamp);
            if (moved <= 0) {
                return at > 0 && isPassing(moved) ? at : moved;
            }
            at += (int) moved;
        }
        dry = seen < buffer.length;
        return seen;
    }

    /** The end of the line, or of the lines that may go to this file. */
    private int partEnd(byte[] buffer, int from, int to) {
        int i = policy.timestamps() ? from : (int) Math.min(from + log.room(), to);
        while (i < to && buffer[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, to);
    }

    private long part(int pipe, byte[] buffer, int from, int to, byte[] stamp) {
        if (!log.follow()) {
            return -Errno.EINTR; // the next step opens it again
        }
        long moved = log.take(stamp, pipe, buffer, from, to);
        if (moved > 0) {
            pass(buffer, from, from + (int) moved);
        }
        return moved;
    }

    private void rotateIfFull() {
        if (!log.full()) {
            return;
        }
        try {
            log.rotate(policy.size(), policy.keep(), outputs.clock.wallTime());
        } catch (KernelException e) {
            outputs.report.tell(name, "log-not-rotated", e.getMessage());
            if (!log.isOpen()) {
                throw e;
            }
        }
    }

    /** Tells whether there is a file to write to; checks it now and then. */
    private boolean ready(long now) {
        if (log.isOpen() && now - checked >= OutputTrouble.SECOND) {
            check(now);
        }
        if (!log.isOpen() && now >= trouble.retryAt()) {
            open(now);
        }
        return log.isOpen();
    }

    private void check(long now) {
        checked = now;
        try {
            if (now >= tellShortenedAt && log.takeShortened()) {
                tellShortenedAt = now + REPEAT_PAUSE;
                outputs.report.tell(
                        name,
                        "log-shortened",
                        log.path() + " was shortened by another program: writing at its new end");
            }
            if (!log.inPlace()) {
                reopen(now, "removed or renamed");
            }
        } catch (KernelException e) {
            pause(now, e.getMessage());
        }
    }

    private void reopen(long now, String what) {
        outputs.report.tell(name, "log-reopened", log.path() + " was " + what + ": opened it again");
        open(now);
    }

    private void open(long now) {
        checked = now;
        try {
            log.open(policy.size(), policy.timestamps());
        } catch (KernelException e) {
            pause(now, e.getMessage());
        }
    }

    private void pause(long now, String why) {
        log.close();
        trouble.begin(now, why, OutputTrouble.SECOND, false);
    }

    @Override
    public long pausedUntil() {
        return log.isOpen() || trouble.drops() ? 0 : trouble.retryAt();
    }

    @Override
    public Optional<OutputObstacle> obstacle() {
        return trouble.obstacle();
    }

    @Override
    public long dropped() {
        return trouble.dropped();
    }

    @Override
    public void apply(LogPolicy changed) {
        policy = changed;
        trouble.apply(changed);
        if (log.isOpen()) {
            open(outputs.clock.now());
        }
    }

    @Override
    public void beginRun() {
        log.beginRun();
    }

    @Override
    public String lastWords() {
        try {
            return log.lastWords();
        } catch (KernelException e) {
            return "";
        }
    }

    @Override
    public void finish() {
        echo.ifPresent(ConsoleLines::finish);
        outputs.console.flush();
    }

    @Override
    public void close() {
        finish();
        log.close();
    }
}
