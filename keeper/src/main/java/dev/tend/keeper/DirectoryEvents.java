package dev.tend.keeper;

import dev.tend.source.FolderWatch;
import dev.tend.source.PathWatches;
import dev.tend.supervisor.PathTriggers;

/** Passes on what happens in watched directories: the keeper's own, and those of the service files. */
final class DirectoryEvents {

    private final RunDirectory runDirectory;
    private final LogDirectory logDirectory;
    private final PathWatches watches;
    private final FolderWatch folderWatch;
    private final PathTriggers triggers;

    DirectoryEvents(
            RunDirectory runDirectory,
            LogDirectory logDirectory,
            PathWatches watches,
            FolderWatch folderWatch,
            PathTriggers triggers) {
        this.watches = watches;
        this.triggers = triggers;
        this.runDirectory = runDirectory;
        this.logDirectory = logDirectory;
        this.folderWatch = folderWatch;
    }

    void watch() {
        runDirectory.watch();
        logDirectory.watch();
        folderWatch.start();
    }

    void fileChanged(int watch, String name) {
        runDirectory.fileChanged(watch, name);
        logDirectory.fileChanged(watch, name);
        watches.fileChanged(watch, name);
    }

    void folderGone(int watch) {
        runDirectory.folderGone(watch);
        logDirectory.folderGone(watch);
        watches.folderGone(watch);
    }

    void uncertain() {
        lookAtOwn();
        folderWatch.anythingChanged();
        triggers.anythingChanged();
    }

    /** Looks whether the keeper's own directories are still there. */
    void lookAtOwn() {
        runDirectory.look();
        logDirectory.look();
    }
}
