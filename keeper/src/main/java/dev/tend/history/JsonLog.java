package dev.tend.history;

import dev.tend.output.LogReader;
import dev.tend.posix.Text;
import dev.tend.text.Json;
import dev.tend.text.Timestamps;
import java.util.Arrays;

/** One instance's log as JSON, an object for each line. A stamp before a line becomes its time. */
final class JsonLog implements Logs.View {

    /** In bytes; a longer line comes in several objects. */
    private static final int LONGEST = 1 << 20;

    private final String service;
    private final LogReader.Sink sink;
    private byte[] begun = new byte[128];
    private int count;

    JsonLog(String service, LogReader.Sink sink) {
        this.service = service;
        this.sink = sink;
    }

    @Override
    public void take(byte[] bytes, int offset, int length) {
        int from = offset;
        for (int at = offset; at < offset + length; at++) {
            if (bytes[at] == '\n') {
                hold(bytes, from, at);
                endLine();
                from = at + 1;
            }
        }
        hold(bytes, from, offset + length);
    }

    private void hold(byte[] bytes, int from, int to) {
        if (count + to - from > LONGEST) {
            endLine();
        }
        if (count + to - from > begun.length) {
            begun = Arrays.copyOf(begun, Math.max(2 * begun.length, count + to - from));
        }
        System.arraycopy(bytes, from, begun, count, to - from);
        count += to - from;
    }

    /** Gives the line as far as it has come. */
    private void endLine() {
        boolean stamped =
                Timestamps.isTimestamp(begun, 0) && count > Timestamps.LENGTH && begun[Timestamps.LENGTH] == ' ';
        int from = stamped ? Timestamps.LENGTH + 1 : 0;
        var line = Json.object()
                .with("service", service)
                .with("time", stamped ? Json.of(text(0, Timestamps.LENGTH)) : new Json.Null())
                .with("text", text(from, count));
        byte[] json = Text.encode(line.build().text() + "\n");
        sink.take(json, 0, json.length);
        count = 0;
    }

    private String text(int from, int to) {
        return Text.decode(begun, from, to);
    }

    @Override
    public void finish() {
        if (count > 0) {
            endLine();
        }
    }
}
