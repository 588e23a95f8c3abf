package dev.tend.output;

import dev.tend.kernel.Streams;
import dev.tend.service.LogPolicy;
import dev.tend.text.Needle;
import dev.tend.wire.OutputObstacle;
import java.util.Optional;

/** Output that is shown and not kept. It isn't dropped either: while nobody reads the console, it waits in the pipe. */
final class ToConsole implements Route {

    private final Outputs outputs;
    private final ConsoleLines lines;
    private final Runnable wake;
    private final Tail tail = new Tail();
    private Optional<Needle> needle = Optional.empty();
    private boolean blocked;

    ToConsole(Outputs outputs, String name, Runnable wake) {
        this.outputs = outputs;
        this.lines = outputs.console.lines(name, true);
        this.wake = wake;
    }

    @Override
    public long move(int pipe, long now, long limit) {
        Streams streams = outputs.streams;
        byte[] buffer = outputs.buffer();
        long moved = 0;
        blocked = false;
        while (moved < limit) {
            int seen = streams.peek(pipe, buffer);
            if (seen <= 0) {
                break;
            }
            int heard = lines.hear(buffer, 0, seen);
            tail.add(buffer, 0, heard);
            needle.ifPresent(needle -> needle.take(buffer, 0, heard));
            moved += heard > 0 ? Math.max(streams.skip(pipe, heard), 0) : 0;
            outputs.console.flush();
            if (heard == 0) {
                blocked = true;
                outputs.console.whenDrained(wake);
                break;
            }
        }
        return moved;
    }

    @Override
    public long pausedUntil() {
        return blocked ? Capture.NEVER : 0;
    }

    @Override
    public Optional<OutputObstacle> obstacle() {
        return blocked
                ? Optional.of(new OutputObstacle.Waits("the keeper's output is not being read"))
                : Optional.empty();
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public void apply(LogPolicy policy) {}

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

    @Override
    public void finish() {
        lines.finish();
        outputs.console.flush();
    }

    @Override
    public void close() {
        finish();
    }
}
