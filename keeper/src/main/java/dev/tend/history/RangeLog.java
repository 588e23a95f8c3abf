package dev.tend.history;

import dev.tend.command.TimeRange;
import dev.tend.posix.Text;
import dev.tend.text.Timestamps;
import java.util.Arrays;

/**
 * The lines of a log that fall into a range of time, by the stamps before them; a line without one belongs to the one before. A
 * line is judged where it begins: a very long one comes in parts.
 */
final class RangeLog implements Logs.View {

    private final Logs.View next;
    private final TimeRange range;
    private final Recent<byte[]> last;
    private boolean lineStart = true;
    private boolean inside;
    private boolean stamped;
    private boolean live;

    /** @param most how many parts of existing lines are shown at most */
    RangeLog(Logs.View next, TimeRange range, int most) {
        this.next = next;
        this.range = range;
        this.last = new Recent<>(most);
    }

    @Override
    public void take(byte[] bytes, int offset, int count) {
        int from = offset;
        for (int at = offset; at < offset + count; at++) {
            if (bytes[at] == '\n' || at == offset + count - 1) {
                line(bytes, from, at + 1);
                from = at + 1;
            }
        }
    }

    private void line(byte[] bytes, int from, int to) {
        boolean isStamped = lineStart && to - from >= Timestamps.LENGTH && Timestamps.isTimestamp(bytes, from);
        if (isStamped) {
            var time = Timestamps.parse(Text.decode(bytes, from, from + Timestamps.LENGTH));
            stamped |= time.isPresent();
            inside = time.isPresent() && range.contains(time.getAsLong());
        }
        lineStart = bytes[to - 1] == '\n';
        if (inside && live) {
            next.take(bytes, from, to - from);
        } else if (inside) {
            last.add(Arrays.copyOfRange(bytes, from, to));
        }
    }

    /** Marks all existing lines as given; from now on lines are shown as they come. Returns whether any had a time. */
    boolean goLive() {
        live = true;
        for (byte[] line : last.all()) {
            next.take(line, 0, line.length);
        }
        return stamped;
    }

    @Override
    public void finish() {
        next.finish();
    }
}
