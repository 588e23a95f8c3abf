package dev.tend.cli;

import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.output.LogReader;
import dev.tend.text.Glob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The logs of the instances that some patterns name, shown one after the other, or as they grow. */
final class Logs {

    private final Files files;
    private final Streams streams;
    private final String folder;
    private final List<String> patterns;
    private final LogReader.Sink sink;
    private final Map<String, Log> logs = new TreeMap<>();
    private final boolean many;

    /** @throws Failure where a pattern names none that has a log */
    Logs(Files files, Streams streams, String folder, List<String> patterns, LogReader.Sink sink) {
        this.files = files;
        this.streams = streams;
        this.folder = folder;
        this.patterns = patterns;
        this.sink = sink;
        var names = names();
        for (var pattern : patterns) {
            require(pattern, names);
        }
        many = patterns.size() > 1
                || Glob.isPattern(patterns.getFirst())
                || matching(names).size() > 1;
    }

    private List<String> names() {
        try {
            return files.names(folder);
        } catch (KernelException none) {
            throw new Failure(ExitCode.FAILED, none.getMessage() + ": say where the logs are with --log-dir");
        }
    }

    private void require(String pattern, List<String> names) {
        for (var name : names) {
            if (Names.match(List.of(pattern), name)) {
                return;
            }
        }
        if (!pattern.equals("*")) {
            throw new Failure(
                    ExitCode.FAILED, "no log of " + pattern + " in " + folder + Names.meant(pattern, names, ""));
        }
    }

    private List<String> matching(List<String> names) {
        var matching = new ArrayList<String>();
        for (var name : names) {
            if (Names.match(patterns, name)) {
                matching.add(name);
            }
        }
        return matching;
    }

    /** The last lines of each, one without an end included. */
    void tail(int lines) {
        for (var name : matching(names())) {
            var log = new Log(name);
            log.reader.tail(lines, log);
            log.reader.rest(log);
            log.reader.close();
            log.endLine();
        }
    }

    /** The last whole lines of each, from where {@link #poll} goes on. */
    void begin(int lines) {
        for (var name : matching(names())) {
            var log = new Log(name);
            logs.put(name, log);
            log.reader.tail(lines, log);
        }
    }

    /** What has come since; an instance that has its first log by now is shown from the beginning. */
    void poll() {
        for (var name : matching(names())) {
            var log = logs.computeIfAbsent(name, Log::new);
            log.reader.poll(log);
        }
    }

    /** One instance's; puts its name before each line where there are several. */
    private final class Log implements LogReader.Sink {

        private final LogReader reader;
        private final byte[] prefix;
        private boolean lineStart = true;

        Log(String name) {
            reader = new LogReader(files, streams, folder + "/" + name);
            prefix = many ? (name + " | ").getBytes(StandardCharsets.UTF_8) : new byte[0];
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

        void endLine() {
            if (!lineStart) {
                take(new byte[] {'\n'}, 0, 1);
            }
        }
    }
}
