package dev.tend.simulation;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Poller;
import dev.tend.kernel.Poller.PollEvent.FileChanged;
import dev.tend.kernel.Poller.PollEvent.FolderGone;
import dev.tend.kernel.Poller.PollEvent.Readable;
import dev.tend.kernel.Poller.PollEvent.Signalled;
import dev.tend.kernel.Poller.PollEvent.Writable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Waiting without waiting: time goes on only when nothing else can happen, and then as far as the keeper wants to sleep. */
public final class FakePoller implements Poller {

    private final FakeDisk disk;
    private final FakeStreams.Others others;
    private FakeStreams streams;
    private final Set<Integer> reading = new TreeSet<>();
    private final Set<Integer> writing = new TreeSet<>();

    /** The descriptors of which only the end of the other side is reported. */
    private final Set<Integer> paused = new TreeSet<>();

    private final Set<Integer> ready = new TreeSet<>();
    private final Set<Integer> open = new TreeSet<>();
    private final Set<Integer> signals = new TreeSet<>();
    private final Map<Integer, String> folders = new TreeMap<>();
    private final List<PollEvent> folderNotices = new ArrayList<>();
    private final Map<Integer, FakeWallAlarm> alarms = new TreeMap<>();
    private int nextWatch;
    private long now = 1_000_000;
    private long leap;
    private long noticeCount;
    private long deadline;
    private boolean broken;

    FakePoller(FakeDisk disk, FakeStreams.Others others) {
        this.disk = disk;
        this.others = others;
        this.streams = new FakeStreams(disk, others);
        disk.listen(this::fileChanged);
    }

    public long now() {
        return now;
    }

    /** Limits the time that the next wait may skip, so that the world can act in between. */
    void leapAtMost(long micros) {
        leap = micros;
    }

    /** From now on, waiting fails: the keeper can only end. */
    void breakDown() {
        broken = true;
    }

    boolean isBroken() {
        return broken;
    }

    @Override
    public List<PollEvent> await(long until) {
        if (broken) {
            throw new KernelException("cannot wait for events", Errno.EBADF);
        }
        deadline = until;
        var pollEvents = pollEvents();
        if (pollEvents.isEmpty()) {
            now = Math.max(now, Math.min(nearest(), now + leap));
            pollEvents = pollEvents();
        }
        noticeCount += pollEvents.size();
        return pollEvents;
    }

    /** Tells whether the keeper waited without end, last time: no alarm was set. */
    boolean isIdle() {
        return deadline == FOREVER;
    }

    private long nearest() {
        long nearest = deadline;
        for (var alarm : alarms.entrySet()) {
            long left = reading.contains(alarm.getKey()) ? alarm.getValue().left() : FOREVER;
            nearest = left < nearest - now ? now + left : nearest;
        }
        return nearest;
    }

    /** Returns the number of notices that the keeper has got. */
    long noticeCount() {
        return noticeCount;
    }

    private List<PollEvent> pollEvents() {
        var pollEvents = new ArrayList<PollEvent>();
        signals.forEach(signal -> pollEvents.add(new Signalled(signal)));
        signals.clear();
        pollEvents.addAll(folderNotices);
        folderNotices.clear();
        for (int descriptor : reading) {
            if (ready.contains(descriptor) || streams.readable(descriptor) || rings(descriptor)) {
                pollEvents.add(new Readable(descriptor));
            }
        }
        for (int descriptor : paused) {
            if (streams.ended(descriptor)) {
                pollEvents.add(new Readable(descriptor));
            }
        }
        for (int descriptor : writing) {
            if (streams.writable(descriptor)) {
                pollEvents.add(new Writable(descriptor));
            }
        }
        return pollEvents;
    }

    private boolean rings(int descriptor) {
        return alarms.containsKey(descriptor) && alarms.get(descriptor).left() <= 0;
    }

    @Override
    public void watch(int descriptor, boolean forReading, boolean forWriting) {
        disk.faults().touch();
        set(reading, descriptor, forReading);
        set(writing, descriptor, forWriting);
        set(paused, descriptor, !forReading && !forWriting);
    }

    private static void set(Set<Integer> set, int descriptor, boolean member) {
        if (member) {
            set.add(descriptor);
        } else {
            set.remove(descriptor);
        }
    }

    @Override
    public void unwatch(int descriptor) {
        reading.remove(descriptor);
        writing.remove(descriptor);
        paused.remove(descriptor);
    }

    @Override
    public int watchFolder(String path) {
        disk.faults().touch();
        if (!disk.isFolder(path)) {
            throw new KernelException("cannot watch " + path, Errno.ENOENT);
        }
        folders.put(++nextWatch, path);
        return nextWatch;
    }

    @Override
    public int watchRemovals(String path) {
        return watchFolder(path);
    }

    @Override
    public int watchItself(String path) {
        return watchFolder(path);
    }

    @Override
    public void unwatchFolder(int watch) {
        folders.remove(watch);
    }

    // ---- what the world does

    /** A descriptor of a process, that becomes readable once. */
    int open() {
        int descriptor = streams.unused();
        open.add(descriptor);
        return descriptor;
    }

    /** Returns whether it was one of a process; no descriptor may be closed while it is still watched. */
    boolean close(int descriptor) {
        if (reading.contains(descriptor) || writing.contains(descriptor) || paused.contains(descriptor)) {
            throw new InvariantBroken("closed descriptor " + descriptor + " while it was watched");
        }
        ready.remove(descriptor);
        alarms.remove(descriptor);
        return open.remove(descriptor);
    }

    FakeWallAlarm openAlarm(LongSupplier wallTime) {
        var alarm = new FakeWallAlarm(open(), wallTime, this);
        alarms.put(alarm.descriptor(), alarm);
        return alarm;
    }

    /** Reports a change of the wall clock to the alarms. */
    void clockSet() {
        alarms.values().forEach(FakeWallAlarm::clockSet);
    }

    FakeStreams streams() {
        return streams;
    }

    /** Returns the number of open descriptors of processes, to check that each is closed. */
    int openCount() {
        return open.size();
    }

    void makeReadable(int descriptor) {
        ready.add(descriptor);
    }

    void makeUnreadable(int descriptor) {
        ready.remove(descriptor);
    }

    void signal(int signal) {
        signals.add(signal);
    }

    private void fileChanged(String folder, String name) {
        folders.forEach((watch, path) -> {
            if (path.equals(folder)) {
                folderNotices.add(new FileChanged(watch, name));
            }
        });
    }

    void folderGone(String folder) {
        for (int watch : List.copyOf(folders.keySet())) {
            if (folders.get(watch).equals(folder)) {
                folders.remove(watch);
                folderNotices.add(new FolderGone(watch));
            }
        }
    }

    void keeperDied() {
        broken = false;
        streams.abandon();
        streams = new FakeStreams(disk, others);
        reading.clear();
        writing.clear();
        paused.clear();
        ready.clear();
        open.clear();
        signals.clear();
        folders.clear();
        folderNotices.clear();
        alarms.clear();
    }
}
