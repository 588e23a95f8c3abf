package dev.tend.kernel;

import java.util.List;

/** The one place where the keeper waits. */
public interface Poller {

    /** The value of {@code deadline} for waiting until something happens. */
    long FOREVER = Long.MAX_VALUE;

    /** Waits until there are events or the monotonic clock has reached {@code deadline}; returns the events, if any. */
    List<PollEvent> await(long deadline);

    /** Reports from now on every signal that can be reported, for a keeper whose signals are meant for its process. */
    default void reportAllSignals() {}

    /**
     * Asks for events of a descriptor from now on; asking again changes which. Where neither is asked for, only the end of its other
     * side is reported, as {@link PollEvent.Readable}; the descriptor is to be closed then, for it is reported again and again.
     */
    void watch(int descriptor, boolean readable, boolean writable);

    /** Ends the events of a descriptor; to be called before it is closed. */
    void unwatch(int descriptor);

    /**
     * Asks for events about names that come, go or are rewritten in a folder.
     *
     * @return a number that names the watch
     */
    int watchFolder(String path);

    /** The same only for names that go, or that others take the place of. */
    int watchRemovals(String path);

    /** The same only for the folder itself, when it is removed or renamed: what happens in it wakes nobody. */
    int watchItself(String path);

    void unwatchFolder(int watch);

    /** Something that happened. */
    sealed interface PollEvent {

        /** A descriptor can be read, or its other side has closed. */
        record Readable(int descriptor) implements PollEvent {}

        record Writable(int descriptor) implements PollEvent {}

        /** The keeper got a signal. SIGCHLD too: ask {@link Processes#ended}. */
        record Signalled(int signal) implements PollEvent {}

        /** A file in a watched folder was closed after writing, or came, or went. */
        record FileChanged(int watch, String name) implements PollEvent {}

        /** A watched folder itself was removed, moved or unmounted; the watch is gone. */
        record FolderGone(int watch) implements PollEvent {}

        /** Too much happened in watched folders to tell: look at all of them again. */
        record FoldersUncertain() implements PollEvent {}
    }
}
