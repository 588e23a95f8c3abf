package dev.tend.output;

import dev.tend.kernel.Errno;
import dev.tend.posix.Text;
import dev.tend.service.LogPolicy;
import dev.tend.service.SyslogLabel;
import dev.tend.text.Needle;
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

    /** A daemon that reads takes much less than this for the messages that its socket holds. */
    private static final long FULL_PAUSE = OutputTrouble.SECOND / 20;

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

    private final OutputTrouble trouble;

    ToSyslog(Outputs outputs, String name, LogPolicy policy) {
        this.outputs = outputs;
        this.name = name;
        this.policy = policy;
        trouble = new OutputTrouble(outputs, name, policy);
    }

    @Override
    public long move(int pipe, long now, long limit) {
        byte[] buffer = outputs.buffer();
        long moved = 0;
        while (moved < limit && (isDropping(now) || now >= trouble.retryAt())) {
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

    private boolean isDropping(long now) {
        return trouble.drops() && now < trouble.retryAt();
    }

    private int drop(int seen) {
        trouble.drop(seen);
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
        trouble.end("/dev/log");
        return true;
    }

    private void pause(int errno, long now) {
        boolean full = errno == Errno.EAGAIN;
        String why =
                full ? "the log daemon does not read /dev/log" : "cannot write to /dev/log: " + Errno.phrase(errno);
        trouble.begin(now, why, full ? FULL_PAUSE : OutputTrouble.SECOND, full);
    }

    @Override
    public long pausedUntil() {
        return trouble.isNone() || trouble.drops() ? 0 : trouble.retryAt();
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
        if (count > 0 && trouble.isNone()) {
            send(outputs.clock.now());
        }
    }

    @Override
    public void close() {
        finish();
        trouble.drop(Math.max(0, count - head));
        count = 0;
    }
}
