package dev.tend.history;

import dev.tend.output.LogReader;
import java.nio.charset.StandardCharsets;

/** One instance's log as it is; puts a name before each line where there are several. */
final class PlainLog implements Logs.View {

    private final LogReader.Sink sink;
    private final byte[] prefix;
    private boolean lineStart = true;

    /** @param name to put before each line, or "" */
    PlainLog(String name, LogReader.Sink sink) {
        this.sink = sink;
        prefix = name.isEmpty() ? new byte[0] : (name + " | ").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void take(byte[] bytes, int offset, int count) {
        if (prefix.length == 0) {
            sink.take(bytes, offset, count);
        } else {
            prefixed(bytes, offset, offset + count);
        }
        lineStart = bytes[offset + count - 1] == '\n';
    }

    private void prefixed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && bytes[end] != '\n') {
                end++;
            }
            end = Math.min(end + 1, to);
            if (at > from || lineStart) {
                sink.take(prefix, 0, prefix.length);
            }
            sink.take(bytes, at, end - at);
            at = end;
        }
    }

    @Override
    public void finish() {
        if (!lineStart) {
            take(new byte[] {'\n'}, 0, 1);
        }
    }
}
