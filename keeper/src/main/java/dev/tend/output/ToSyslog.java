package dev.tend.output;

import dev.tend.kernel.Errno;
import dev.tend.posix.Text;
import dev.tend.service.LogPolicy;
import dev.tend.service.SyslogLabel;
import dev.tend.text.Needle;
import dev.tend.text.Sizes;
import dev.tend.wire.OutputObstacle;
import java.util.Optional;

/**
 * Output that goes to the system's log daemon, each line as a message with the pid of the main process; a longer line than a
 * message becomes several. While the daemon is away or does not read, lines wait in the pipe, or are dropped where that is wanted.
 * Only the beginning of an unfinished line is held in memory, and is lost with the keeper.
 */
final class ToSyslog implements Route {

    /** The longest message, in bytes, that daemons accept by default, with some room for the header: see {@code rsyslog.conf}, maxMessageSize. */
    private static final int LONGEST = 8000;

    private static final long SECOND = 1_000_000;

    /** A daemon that reads takes much less than this for the messages that its socket holds. */
    private static final long FULL_PAUSE = SECOND / 20;

    private final Outputs outputs;
    private final String name;
    private final Tail tail = new Tail();
    private LogPolicy policy;
    private Optional<Needle> needle = Optional.empty();
    private byte[] message = {};

    /** The length of the header and of the beginning of a line in the message; 0 where there is none. */
    private int count;

    /** The length of the header. */
    private int head;

    private String trouble = "";
    private long troubledSince;
    private boolean complained;
    private long retryAt;
    private long dropped;
    private long told;

    ToSyslog(Outputs outputs, String name, LogPolicy policy) {
        this.outputs = outputs;
        this.name = name;
        this.policy = policy;
    }

    @Override
    public long move(int pipe, long now, long limit) {
        byte[] buffer = outputs.buffer();
        long moved = 0;
        while (moved < limit && (isDropping(now) || now >= retryAt)) {
            int seen = outputs.streams.peek(pipe, buffer);
            if (seen <= 0) {
                break;
            }
            int taken = isDropping(now) ? drop(seen) : take(buffer, seen, now);
            tail.add(buffer, 0, taken);
            needle.ifPresent(needle -> needle.take(buffer, 0, taken));
            moved += taken == 0 ? 0 : Math.max(outputs.streams.skip(pipe, taken), 0);
        }
        return moved;
    }

    private boolean drops() {
        return policy.full() != LogPolicy.Full.BLOCK;
    }

    private boolean isDropping(long now) {
        return drops() && now < retryAt;
    }

    private int drop(int seen) {
        dropped += seen;
        return seen;
    }

    /** Sends lines. Returns how many bytes are sent or held. */
    private int take(byte[] buffer, int seen, long now) {
        int at = 0;
        while (at < seen) {
            begin();
            int most = Math.min(seen, at + LONGEST - count);
            int end = at;
            while (end < most && buffer[end] != '\n') {
                end++;
            }
            int before = count;
            System.arraycopy(buffer, at, message, count, end - at);
            count += end - at;
            boolean whole = end < seen && buffer[end] == '\n';
            if ((whole || count == LONGEST) && !send(now)) {
                count = before;
                return at;
            }
            at = whole ? end + 1 : end;
        }
        return at;
    }

    /** Begins a message, unless one has begun. */
    private void begin() {
        if (count > 0) {
            return;
        }
        if (message.length == 0) {
            message = new byte[LONGEST];
        }
        String tag = label().tag();
        int pid = outputs.report.pid(name);
        byte[] bytes = Text.encode((tag.isEmpty() ? name : tag) + (pid == 0 ? "" : "[" + pid + "]") + ": ");
        System.arraycopy(bytes, 0, message, 0, bytes.length);
        head = bytes.length;
        count = head;
    }

    private SyslogLabel label() {
        return policy.syslog().orElse(SyslogLabel.DEFAULT);
    }

    /** Sends what is held, unless it is a blank line. Returns false where that has to be tried again. */
    private boolean send(long now) {
        int result = count <= head ? 0 : outputs.streams.syslog(label().priority(), message, count);
        if (result < 0) {
            pause(-result, now);
            return false;
        }
        count = 0;
        if (!trouble.isEmpty()) {
            trouble = "";
            resume();
        }
        return true;
    }

    private void pause(int errno, long now) {
        if (trouble.isEmpty()) {
            troubledSince = now;
        }
        trouble = errno == Errno.EAGAIN
                ? "the log daemon does not read /dev/log"
                : "cannot write to /dev/log: " + Errno.phrase(errno);
        retryAt = now + (errno == Errno.EAGAIN ? FULL_PAUSE : SECOND);
        if (!complained && (errno != Errno.EAGAIN || now - troubledSince >= SECOND)) {
            complained = true;
            outputs.report.tell(
                    name, "log-paused", trouble + (drops() ? ": output is dropped" : ": output waits in the pipe"));
        }
    }

    private void resume() {
        if (complained || dropped > told) {
            String lost = dropped == told ? "" : "; " + Sizes.words(dropped - told) + " of output were dropped";
            outputs.report.tell(name, "log-resumed", "writing to /dev/log again" + lost);
        }
        complained = false;
        told = dropped;
    }

    @Override
    public long pausedUntil() {
        return trouble.isEmpty() || drops() ? 0 : retryAt;
    }

    @Override
    public Optional<OutputObstacle> obstacle() {
        return trouble.isEmpty()
                ? Optional.empty()
                : Optional.of(drops() ? new OutputObstacle.Dropped(trouble) : new OutputObstacle.Waits(trouble));
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public void apply(LogPolicy changed) {
        policy = changed;
    }

    @Override
    public void listen(Optional<Needle> needle) {
        this.needle = needle;
    }

    @Override
    public void beginRun() {
        tail.clear();
    }

    @Override
    public String lastWords() {
        return tail.words();
    }

    /** A line that does not end is a message too. */
    @Override
    public void finish() {
        if (count > 0 && trouble.isEmpty()) {
            send(outputs.clock.now());
        }
    }

    @Override
    public void close() {
        finish();
        dropped += Math.max(0, count - head);
        count = 0;
    }
}
