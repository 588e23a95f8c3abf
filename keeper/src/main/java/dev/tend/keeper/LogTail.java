package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.output.LogReader;
import dev.tend.text.Durations;
import dev.tend.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives somebody the ends of logs, and what comes, where that is wanted. It reads a block at a time, and not before the last one
 * is taken: neither a large log nor a slow reader holds up the keeper or fills its memory.
 */
final class LogTail {

    private static final long LOOK_EVERY = 200 * Durations.MILLISECOND;
    private static final long ROOM_AGAIN = 10 * Durations.MILLISECOND;

    private final Kernel kernel;
    private final Loop loop;
    private final Conversation asker;
    private final boolean follow;
    private final Alarm next = new Alarm(this::look);
    private final List<Log> logs = new ArrayList<>();

    LogTail(Kernel kernel, Loop loop, Conversation asker, boolean follow) {
        this.kernel = kernel;
        this.loop = loop;
        this.asker = asker;
        this.follow = follow;
    }

    void begin(String folder, List<Instance> instances, int lines) {
        asker.hold(this::end);
        try {
            for (Instance instance : instances) {
                var log = new Log(instance.name(), new LogReader(kernel, kernel, folder + "/" + instance.name()));
                logs.add(log);
                log.reader.begin(lines);
            }
            look();
        } catch (KernelException unreadable) {
            finish(unreadable);
        }
    }

    private void look() {
        try {
            boolean all = true;
            for (Log log : logs) {
                while (asker.hasRoom() && log.reader.step(log)) {
                    all = false;
                }
            }
            if (!asker.hasRoom() || !all || follow) {
                loop.set(next, kernel.now() + (asker.hasRoom() ? LOOK_EVERY : ROOM_AGAIN));
            } else {
                logs.forEach(log -> log.reader.rest(log));
                end();
                asker.done(0, "");
                asker.release();
            }
        } catch (KernelException unreadable) {
            finish(unreadable);
        }
    }

    private void finish(KernelException unreadable) {
        end();
        asker.done(1, unreadable.getMessage());
        asker.release();
    }

    private void end() {
        loop.set(next, Alarm.UNSET);
        logs.forEach(log -> log.reader.close());
        logs.clear();
    }

    /** One instance's. */
    private final class Log implements LogReader.Sink {

        private final String name;
        private final LogReader reader;

        Log(String name, LogReader reader) {
            this.name = name;
            this.reader = reader;
        }

        @Override
        public void take(byte[] bytes, int offset, int count) {
            asker.say(new Reply.Text(name, new String(bytes, offset, count, StandardCharsets.UTF_8)));
        }
    }
}
