package dev.tend.runit;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.path.GuardedPaths;
import dev.tend.path.Ownership;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import dev.tend.posix.Text;
import dev.tend.posix.Times;
import dev.tend.text.Durations;
import dev.tend.tool.Program;
import java.util.List;
import java.util.Optional;

/**
 * An open log directory of svlogd: its configuration, its lock, its file {@code current} and the rotated ones. Written
 * lines are held back until {@link #flush}, which waits as long as it takes: nothing is ever dropped.
 */
final class LogFolder {

    /** The directory may be another user's. */
    private static final GuardedPaths PATHS = new PosixFiles().paths();

    private static final int CONFIG_LIMIT = 1 << 20;
    private static final int OPEN_MODE = 0644;

    /** The mark of a file that was closed as it should: executable. */
    private static final int CLOSED_MODE = 0744;

    private static final int EXECUTABLE = 0100;
    private static final int APPEND = Paths.O_WRONLY | Paths.O_NONBLOCK | Paths.O_APPEND | Paths.O_CREAT;

    private final SvlogdMessages messages;
    private final String name;
    private final LogConfig config;
    private final int lock;
    private final Optional<Processor> processor;
    private final RotatedFiles rotated;
    private final byte[] held;
    private final long margin;
    private final byte[] prefix;
    private boolean selected = true;
    private int count;
    private int current;
    private long size;

    /** When the file is rotated for its age, on the monotonic clock. */
    private long rotateAt = Long.MAX_VALUE;

    private LogFolder(SvlogdMessages messages, String name, int lock, LogConfig config, int buffer, int longest) {
        this.messages = messages;
        this.name = name;
        this.lock = lock;
        this.config = config;
        this.held = new byte[buffer];
        this.prefix = Text.encode(config.prefix());
        this.margin = config.size() - longest;
        this.processor =
                config.processor().filter(_ -> mayRun()).map(command -> new Processor(messages, name, command));
        this.rotated = new RotatedFiles(messages, name, config);
    }

    /**
     * Opens a directory.
     *
     * @param buffer the most bytes that are held back
     * @param longest how many bytes before its full size a file is full at a line's end
     * @return empty where that is not possible, after a warning
     */
    static Optional<LogFolder> open(String name, SvlogdMessages messages, int buffer, int longest) {
        int there = tried(name, Paths.O_RDONLY | Paths.O_NONBLOCK);
        if (there < 0) {
            return refused(messages, "unable to open log directory: " + name, -there);
        }
        int folder = tried(name, Paths.O_RDONLY | Paths.O_DIRECTORY);
        if (folder < 0) {
            return refused(messages, "unable to change directory: " + name, -folder);
        }
        int lock = FileLock.open(PATHS, name + "/lock");
        int result = lock < 0 ? lock : Descriptors.flock(lock, false);
        if (result < 0) {
            Descriptors.close(lock);
            return refused(messages, "unable to lock directory: " + name, -result);
        }
        var log = new LogFolder(messages, name, lock, config(name, messages), buffer, longest);
        log.begin();
        return Optional.of(log);
    }

    /** Tries to open a path; returns a negated errno where that fails. */
    private static int tried(String name, int flags) {
        int fd = Paths.open(name, flags, 0);
        Descriptors.close(fd);
        return fd;
    }

    private static Optional<LogFolder> refused(SvlogdMessages messages, String what, int errno) {
        messages.warn(what + ": " + Phrases.of(errno));
        return Optional.empty();
    }

    private static LogConfig config(String name, SvlogdMessages messages) {
        String text = "";
        try {
            text = new PosixFiles().read(name + "/config", CONFIG_LIMIT);
            messages.info("read: " + name + "/config");
        } catch (KernelException unread) {
            if (unread.errno() != Errno.ENOENT) {
                messages.warn("unable to read config: " + name + ": " + Phrases.of(unread.errno()));
            }
        }
        var config = new LogConfig(text);
        config.warnings().forEach(messages::warn);
        return config;
    }

    /** Goes on with the current file, unless its last writer did not close it. */
    private void begin() {
        var stat = new Stat();
        boolean there = PATHS.tryLook(path("current"), stat) == 0;
        boolean torn = there && stat.size() > 0 && (stat.permissions() & EXECUTABLE) == 0;
        if (torn) {
            rotated.prune(rotated.addTorn());
        }
        size = there && !torn ? stat.size() : 0;
        openCurrent("unable to open current: ");
        messages.info((there && !torn ? "append: " : "new: ") + path("current"));
        if (config.age() > 0) {
            rotateAt = now() + config.age() * Durations.SECOND;
        }
    }

    private void openCurrent(String problem) {
        current = messages.insist(problem + name, () -> PATHS.tryOpen(path("current"), APPEND, OPEN_MODE));
        mark(OPEN_MODE);
    }

    private void mark(int mode) {
        messages.insist("unable to set mode of current: " + name, () -> Descriptors.fchmod(current, mode));
    }

    /** Tells whether the processor may run: a user who may change the configuration would have it run as root. */
    private boolean mayRun() {
        var files = new PosixFiles();
        var flaws = new Ownership(files).flaws(Program.realpath(path("config")));
        boolean may = files.userId() != 0 || flaws.isEmpty();
        if (!may) {
            messages.warn("processor is not run: " + flaws.getFirst().text());
        }
        return may;
    }

    LogConfig config() {
        return config;
    }

    byte[] prefix() {
        return prefix;
    }

    /** Says whether the present line is for this log. */
    void select(boolean so) {
        selected = so;
    }

    boolean selected() {
        return selected;
    }

    /** Tells whether the present line is to be written. */
    boolean writes() {
        return selected && !config.onlySent();
    }

    /** When {@link #look} has something to do, whatever happens. */
    long deadline() {
        return Math.min(rotateAt, processor.map(Processor::deadline).orElse(Long.MAX_VALUE));
    }

    /** Rotates a file that is too old, and looks after the processor. */
    void look(long now) {
        if (now >= rotateAt) {
            rotate();
            rotateAt = now + config.age() * Durations.SECOND;
        }
        processor.ifPresent(running -> running.look(now));
    }

    /** Adds bytes to those held back. */
    void write(byte[] bytes, int length) {
        int done = 0;
        while (done < length) {
            if (count == held.length) {
                flush();
            }
            int part = Math.min(length - done, held.length - count);
            System.arraycopy(bytes, done, held, count, part);
            count += part;
            done += part;
        }
    }

    void write(byte one) {
        if (count == held.length) {
            flush();
        }
        held[count++] = one;
    }

    /** Ends a line, and rotates the file where it is nearly full. */
    void endLine() {
        write((byte) '\n');
        if (config.size() > 0 && margin >= 0 && size + count >= margin) {
            flush();
            if (size >= margin) {
                rotate();
            }
        }
    }

    /** Writes what is held back. A line that does not fit into a file goes on in the next one. */
    void flush() {
        int length = count;
        int done = 0;
        while (done < length) {
            if (config.size() > 0 && size >= config.size()) {
                replaceCurrent();
            }
            long room = config.size() > 0 ? config.size() - size : length;
            int written = Descriptors.write(current, held, done, (int) Math.min(length - done, room));
            if (written > 0) {
                size += written;
                done += written;
            } else if (written != -Errno.ENOSPC || !rotated.makeRoom()) {
                messages.pause("unable to write to current: " + name, -written);
            }
        }
        count = 0;
    }

    /** Puts the current file to the rotated ones and begins a new one, unless it is empty. */
    void rotate() {
        flush();
        processor.ifPresent(Processor::finish);
        if (size > 0) {
            replaceCurrent();
        }
    }

    private void replaceCurrent() {
        processor.ifPresent(Processor::finish);
        long full = size;
        closeCurrent();
        List<String> names = rotated.add();
        String done = names.getLast();
        messages.info("rename: " + path("current") + " " + done + " " + full);
        openCurrent("unable to create new current: ");
        size = 0;
        rotated.prune(names);
        processor.ifPresent(idle -> idle.start(done));
    }

    private void closeCurrent() {
        messages.insist("unable to fsync current logfile: " + name, () -> Descriptors.fsync(current));
        mark(CLOSED_MODE);
        Descriptors.close(current);
    }

    /** Gives the directory up, once all is written and processed. */
    void close() {
        flush();
        processor.ifPresent(Processor::finish);
        messages.info("close: " + name);
        closeCurrent();
        Descriptors.close(lock);
    }

    private static long now() {
        return Times.micros(Times.CLOCK_MONOTONIC);
    }

    private String path(String file) {
        return name + "/" + file;
    }
}
