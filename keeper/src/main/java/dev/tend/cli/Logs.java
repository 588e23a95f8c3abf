package dev.tend.cli;

import dev.tend.dialect.RunitFolder;
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
final class Logs {

    private final Files files;
    private final Streams streams;
    private final String folder;
    private final List<String> patterns;
    private final boolean json;
    private final LogReader.Sink sink;
    private final Map<String, Log> logs = new TreeMap<>();
    private final boolean many;

    /** @throws Failure where a pattern names none that has a log */
    Logs(Files files, Streams streams, String folder, List<String> patterns, boolean json, LogReader.Sink sink) {
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

    /** What the keeper has there besides begins with a dot. */
    private List<String> names() {
        try {
            var names = new ArrayList<>(files.names(folder));
            names.removeIf(name -> name.startsWith("."));
            return names;
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
            String logger = RunitFolder.loggerOf(pattern);
            String hint = names.contains(logger)
                    ? ": what it writes goes to the service " + logger
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
    void tail(int lines) {
        for (var name : matching(names())) {
            var log = new Log(name);
            log.reader.tail(lines, log.view);
            log.reader.rest(log.view);
            log.reader.close();
            log.view.finish();
        }
    }

    /** The last whole lines of each, from where {@link #poll} goes on. */
    void begin(int lines) {
        for (var name : matching(names())) {
            var log = new Log(name);
            logs.put(name, log);
            log.reader.tail(lines, log.view);
        }
    }

    /** What has come since; an instance that has its first log by now is shown from the beginning. */
    void poll() {
        for (var name : matching(names())) {
            var log = logs.computeIfAbsent(name, Log::new);
            log.reader.poll(log.view);
        }
    }

    /** How lines are shown. */
    interface View extends LogReader.Sink {

        /** Gives what has no end yet one. */
        void finish();
    }

    /** One instance's. */
    private final class Log {

        private final LogReader reader;
        private final View view;

        Log(String name) {
            reader = new LogReader(files, streams, folder + "/" + name);
            view = json ? new JsonLog(name, sink) : new PlainLog(many ? name : "", sink);
        }
    }
}
