package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.Poller.Notice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Waits, and hands what happened to whoever asked for it. It decides nothing.
 *
 * <p>A descriptor's number may be used again as soon as it is closed, while a notice about the old one is still at hand. So a
 * notice goes only to who listened before this turn began.
 */
final class Loop {

    private final Kernel kernel;
    private final Agenda agenda = new Agenda();
    private final Map<Integer, Listener> listeners = new HashMap<>();
    private long turn;

    Loop(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Someone who waits for a descriptor. */
    interface Source {

        void readable();

        /** Only for who asked for it. */
        default void writable() {}
    }

    private record Listener(Source source, long since) {}

    /** What no descriptor tells that anybody listens to: signals, folders, and that the console can be written to again. */
    interface Ear {

        void writable(int descriptor);

        void signalled(int signal);

        void fileChanged(int watch, String name);

        void folderGone(int watch);

        void foldersUncertain();

        /** One thing is dealt with, and nobody is in the midst of anything. */
        void between();
    }

    void listen(int descriptor, Source source) {
        listen(descriptor, true, false, source);
    }

    void listen(int descriptor, boolean readable, boolean writable, Source source) {
        attach(descriptor, source);
        kernel.watch(descriptor, readable, writable);
    }

    /** Hands on notices about a descriptor that its owner watches by itself. */
    void attach(int descriptor, Source source) {
        listeners.put(descriptor, new Listener(source, turn));
    }

    void detach(int descriptor) {
        listeners.remove(descriptor);
    }

    /** To be called before a descriptor is closed; one that nobody listens to is fine. */
    void ignore(int descriptor) {
        if (listeners.remove(descriptor) != null) {
            kernel.unwatch(descriptor);
        }
    }

    void set(Alarm alarm, long at) {
        agenda.set(alarm, at);
    }

    /** Waits once, and deals with all that has happened until then; ends of processes last, after what they still said. */
    void turn(Ear ear) {
        var notices = kernel.await(agenda.next());
        turn++;
        for (Notice notice : notices) {
            hear(notice, ear);
            ear.between();
        }
        for (Notice notice : notices) {
            if (notice instanceof Notice.Signalled(var signal)) {
                ear.signalled(signal);
                ear.between();
            }
        }
        long now = kernel.now();
        for (Alarm alarm : agenda.due(now)) {
            if (alarm.at() <= now) { // or one before has put it off
                set(alarm, Alarm.UNSET);
                alarm.ring();
                ear.between();
            }
        }
    }

    private void hear(Notice notice, Ear ear) {
        switch (notice) {
            case Notice.Readable(var descriptor) -> source(descriptor).ifPresent(Source::readable);
            case Notice.Writable(var descriptor) ->
                source(descriptor).ifPresentOrElse(Source::writable, () -> ear.writable(descriptor));
            case Notice.FileChanged(var watch, var name) -> ear.fileChanged(watch, name);
            case Notice.FolderGone(var watch) -> ear.folderGone(watch);
            case Notice.FoldersUncertain() -> ear.foldersUncertain();
            case Notice.Signalled _ -> {} // later
        }
    }

    private Optional<Source> source(int descriptor) {
        var listener = listeners.get(descriptor);
        return listener == null || listener.since() == turn ? Optional.empty() : Optional.of(listener.source());
    }
}
