package dev.tend.history;

import dev.tend.output.LogReader;
import dev.tend.posix.Text;
import dev.tend.text.Escapes;

/** A log for a terminal: what would move the cursor or turn text around is shown as an escape; colors end with their line. */
final class ShownLog implements LogReader.Sink {

    private final LogReader.Sink sink;

    ShownLog(LogReader.Sink sink) {
        this.sink = sink;
    }

    @Override
    public void take(byte[] bytes, int offset, int count) {
        byte[] shown = Text.encode(Escapes.colored(Text.decode(bytes, offset, offset + count)));
        sink.take(shown, 0, shown.length);
    }
}
