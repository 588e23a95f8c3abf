package dev.tend.history;

import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Names;
import dev.tend.command.TimeRange;
import dev.tend.format.runit.RunitFolder;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.output.LogReader;
import dev.tend.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The logs of the instances that some patterns name, shown one after the other, or as they grow. */
public final class Logs {

    private final Files files;
    private final Streams streams;
    private final String folder;
    private final List<String> patterns;
    private final boolean json;
    private final TimeRange range;
    private final LogReader.Sink sink;
    private final Map<String, Log> logs = new TreeMap<>();
    private final boolean many;

    /** @throws Failure where a pattern names none that has a log */
    public Logs(
            Files files,
            Streams streams,
            String folder,
            List<String> patterns,
            boolean json,
            LogReader.Sink sink,
            TimeRange range) {
        this.range = range;
        this.files = files;
        this.streams = streams;
        this.folder = folder;
        this.json = json;
        this.sink = sink;
        var names = names();
        this.patterns = Names.exactFirst(patterns, names);
        for (var pattern : this.patterns) {
            require(pattern, names);
        }
        many = patterns.size() > 1
                || Glob.isPattern(patterns.getFirst()) && !names.contains(patterns.getFirst())
                || matching(names).size() > 1;
    }

    /** Returns the names of the instances that have logs; the keeper's own files there begin with a dot. */
    private List<String> names() {
        try {
            var names = new ArrayList<>(files.names(folder));
            names.removeIf(name -> name.startsWith("."));
            return names;
        } catch (KernelException none) {
            if (ExitCode.of(none) == ExitCode.NOT_PERMITTED) {
                throw none;
            }
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
            String logger = RunitFolder.loggerOf(pattern);
            String hint = names.contains(logger)
                    ? ": its output goes to the service " + logger
                    : Names.meant(pattern, names, "");
            throw new Failure(ExitCode.FAILED, "no log of " + pattern + " in " + folder + hint);
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
    public void tail(int lines) {
        for (var name : matching(names())) {
            var log = new Log(name, lines);
            log.reader.tail(log.lines, log.view);
            log.reader.rest(log.view);
            log.reader.close();
            log.goLive();
            log.view.finish();
        }
    }

    /** The last whole lines of each, from where {@link #poll} goes on. */
    void begin(int lines) {
        for (var name : matching(names())) {
            var log = new Log(name, lines);
            logs.put(name, log);
            log.reader.tail(log.lines, log.view);
            log.goLive();
        }
    }

    /** Shows what is new; an instance that has its first log by now is shown from the beginning. */
    void poll() {
        for (var name : matching(names())) {
            var log = logs.computeIfAbsent(name, fresh -> new Log(fresh, 0));
            log.goLive();
            log.reader.poll(log.view);
        }
    }

    /** A way to show lines. */
    interface View extends LogReader.Sink {

        /** Gives what has no end yet one. */
        void finish();
    }

    /** The log of one instance. */
    private final class Log {

        private final LogReader reader;
        private final String name;
        private final View view;
        private final int lines;
        private boolean live;

        /** @param lines how many existing lines are shown */
        Log(String name, int lines) {
            this.name = name;
            this.lines = range.isLimited() ? Integer.MAX_VALUE : lines;
            reader = new LogReader(files, streams, folder + "/" + name);
            View all = json ? new JsonLog(name, sink) : new PlainLog(many ? name : "", sink);
            view = range.isLimited() ? new RangeLog(all, range, lines) : all;
        }

        /** Marks the existing lines as read. */
        private void goLive() {
            if (!live && view instanceof RangeLog ranged && !ranged.goLive() && lines > 0 && reader.hasRead()) {
                throw new Failure(
                        ExitCode.FAILED,
                        name + ": no line has a time: log-timestamps=iso writes one before each line from then on");
            }
            live = true;
        }
    }
}
