package dev.tend.output;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.service.LogPolicy;
import dev.tend.text.Needle;
import java.util.Optional;

/**
 * Output that is kept, and perhaps shown as well. Without stamps and echo, bytes go to the file unseen, until it is so large
 * that a line's end must be found to rotate it at. Trouble with the file is reported once, and tried again each second.
 */
final class ToFile implements Route {

    private static final long SECOND = 1_000_000;

    /** A program may shorten a log again and again. */
    private static final long SHORTENED_PAUSE = 60 * SECOND;

    private final Outputs outputs;
    private final String name;
    private final LogFile log;
    private final Optional<Voice> echo;
    private Optional<Needle> ear = Optional.empty();

    private LogPolicy policy;
    private boolean troubled;
    private long retryAt;
    private long tellShortenedAt;

    /** When it was last checked that nobody has taken the file away. */
    private long checked;

    /** Whether the last step has left nothing in the pipe. */
    private boolean dry;

    ToFile(Outputs outputs, String name, LogPolicy policy) {
        this.outputs = outputs;
        this.name = name;
        this.policy = policy;
        this.log = new LogFile(outputs.files, outputs.streams, outputs.logFolder(name));
        this.echo = outputs.echo() ? Optional.of(outputs.console.voice(name, false)) : Optional.empty();
        open(outputs.clock.now());
    }

    @Override
    public void listen(Optional<Needle> needle) {
        ear = needle;
    }

    @Override
    public long move(int pipe, long now, long limit) {
        long moved = 0;
        dry = !ready(now);
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
            boolean unseen = room > 0 && !policy.timestamps() && echo.isEmpty() && ear.isEmpty();
            long moved = unseen ? unseen(pipe, Math.min(room, limit)) : seen(pipe);
            if (moved < 0 && !isPassing(moved)) {
                pause(now, "cannot write to " + log.path() + ": " + Errno.phrase((int) -moved));
            } else if (moved > 0 && troubled) {
                troubled = false;
                outputs.report.tell(name, "log-resumed", "writing to " + log.path() + " again");
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
            echo.ifPresent(voice -> voice.hear(buffer, from, from + (int) moved));
            ear.ifPresent(needle -> needle.take(buffer, from, from + (int) moved));
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

    /** Whether there is a file to write to; looks after it now and then. */
    private boolean ready(long now) {
        if (log.isOpen() && now - checked >= SECOND) {
            check(now);
        }
        if (!log.isOpen() && now >= retryAt) {
            open(now);
        }
        return log.isOpen();
    }

    private void check(long now) {
        checked = now;
        try {
            if (now >= tellShortenedAt && log.takeShortened()) {
                tellShortenedAt = now + SHORTENED_PAUSE;
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
        retryAt = now + SECOND;
        if (!troubled) {
            troubled = true;
            outputs.report.tell(name, "log-paused", why + ": output waits in the pipe");
        }
    }

    @Override
    public long pausedUntil() {
        return log.isOpen() ? 0 : retryAt;
    }

    @Override
    public void apply(LogPolicy changed) {
        policy = changed;
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
        echo.ifPresent(Voice::finish);
        outputs.console.flush();
    }

    @Override
    public void close() {
        finish();
        log.close();
    }
}
