package dev.tend.output;

import dev.tend.kernel.Clock;
import dev.tend.kernel.Poller;
import dev.tend.kernel.WallAlarm;
import dev.tend.service.LogPolicy;
import dev.tend.simulation.FakeDisk;
import dev.tend.simulation.FakeFiles;
import dev.tend.simulation.FakeStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** As much of a keeper as output needs: a disk, a clock set by hand, and a list of what is watched. */
final class TestingKeeper implements Clock, Poller {

    static final String FIFO = "/run/output/web";
    static final String LOG = "/log/web";
    static final String CURRENT = LOG + "/current";

    long now = 1_000_000_000;

    /** 2026-11-21T07:09:07.123456Z. */
    long wallTime = 1_795_244_947_123_456L;

    boolean echo;
    final FakeDisk disk = new FakeDisk(() -> wallTime);
    final FakeFiles files = new FakeFiles(disk);
    final List<String> reports = new ArrayList<>();
    final Set<Integer> readable = new TreeSet<>();
    final Set<Integer> writable = new TreeSet<>();
    FakeStreams streams = new FakeStreams(disk);
    Console console = new Console(streams, this, false, false);

    static LogPolicy file(long size, int keep, boolean timestamps) {
        return new LogPolicy(
                LogPolicy.Target.FILE,
                size,
                keep,
                timestamps,
                0,
                Optional.empty(),
                LogPolicy.Full.BLOCK,
                Optional.empty());
    }

    static LogPolicy onConsole() {
        return new LogPolicy(
                LogPolicy.Target.CONSOLE,
                1 << 20,
                5,
                false,
                0,
                Optional.empty(),
                LogPolicy.Full.BLOCK,
                Optional.empty());
    }

    Capture capture(LogPolicy policy) {
        return capture("web", policy);
    }

    Capture capture(String name, LogPolicy policy) {
        return outputs().open(name, policy, Optional.empty());
    }

    Outputs outputs() {
        Outputs.Folders folders = new Outputs.Folders("/run", "/log", echo);
        return new Outputs(files, streams, this, this, console, folders, new OutputListener() {
            @Override
            public void tell(String instance, String event, String why) {
                reports.add(instance + " " + event + ": " + why);
            }

            @Override
            public int pid(String instance) {
                return 4711;
            }
        });
    }

    /** The keeper is gone, and another one comes. */
    void succeed() {
        streams.abandon();
        readable.clear();
        writable.clear();
        streams = new FakeStreams(disk);
        console = new Console(streams, this, false, false);
    }

    /** The rotated files, oldest first, and the current one. */
    List<String> logs() {
        List<String> texts = new ArrayList<>();
        for (String name : files.names(LOG)) {
            texts.add(disk.text(LOG + "/" + name));
        }
        return texts;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long wallTime() {
        return wallTime;
    }

    @Override
    public int dice() {
        return 4;
    }

    @Override
    public WallAlarm wallAlarm() {
        throw new AssertionError("output waits for no date");
    }

    @Override
    public String bootId() {
        return "testing";
    }

    @Override
    public List<PollEvent> await(long deadline) {
        return List.of();
    }

    @Override
    public void watch(int descriptor, boolean toRead, boolean toWrite) {
        unwatch(descriptor);
        if (toRead) {
            readable.add(descriptor);
        }
        if (toWrite) {
            writable.add(descriptor);
        }
    }

    @Override
    public void unwatch(int descriptor) {
        readable.remove(descriptor);
        writable.remove(descriptor);
    }

    @Override
    public int watchFolder(String path) {
        return 0;
    }

    @Override
    public int watchRemovals(String path) {
        return 0;
    }

    @Override
    public int watchItself(String path) {
        return 0;
    }

    @Override
    public void unwatchFolder(int watch) {}
}
