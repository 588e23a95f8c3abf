package dev.tend.simulation;

import dev.tend.kernel.Errno;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The pipes through which processes say something to the keeper. */
final class FakeReadinessFds {

    private final FakePoller poller;
    private final Map<Integer, FakeProcess> speakers = new TreeMap<>();
    private final Map<Integer, String> spoken = new TreeMap<>();

    FakeReadinessFds(FakePoller poller) {
        this.poller = poller;
    }

    /** The keeper's end of a new one. */
    int open(FakeProcess speaker) {
        int pipe = poller.open();
        speakers.put(pipe, speaker);
        return pipe;
    }

    void say(FakeProcess process, String text) {
        speakers.forEach((pipe, speaker) -> {
            if (speaker == process) {
                spoken.merge(pipe, text, String::concat);
                poller.makeReadable(pipe);
            }
        });
    }

    /** It says nothing more. */
    void end(FakeProcess process) {
        speakers.forEach((pipe, speaker) -> {
            if (speaker == process) {
                poller.makeReadable(pipe);
            }
        });
    }

    boolean has(int descriptor) {
        return speakers.containsKey(descriptor);
    }

    /** Reads what was said, as read(2). */
    int read(int pipe, byte[] into) {
        String said = spoken.remove(pipe);
        if (said == null && !speakers.get(pipe).alive()) {
            return 0;
        }
        poller.makeUnreadable(pipe);
        byte[] bytes = said == null ? new byte[0] : said.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, into, 0, bytes.length);
        return bytes.length == 0 ? -Errno.EAGAIN : bytes.length;
    }

    void close(int pipe) {
        speakers.remove(pipe);
        spoken.remove(pipe);
    }

    /** The keeper is gone. */
    void clear() {
        speakers.clear();
        spoken.clear();
    }
}
