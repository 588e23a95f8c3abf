package dev.tend.keeper;

import dev.tend.source.FolderWatch;

/** Passes on what happens in watched directories: the keeper's own, and those of the service files. */
final class DirectoryEvents {

    private final RunDirectory runDirectory;
    private final LogDirectory logDirectory;
    private final FolderWatch folderWatch;

    DirectoryEvents(RunDirectory runDirectory, LogDirectory logDirectory, FolderWatch folderWatch) {
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
        folderWatch.fileChanged(watch, name);
    }

    void folderGone(int watch) {
        runDirectory.folderGone(watch);
        logDirectory.folderGone(watch);
        folderWatch.folderGone(watch);
    }

    void uncertain() {
        lookAtOwn();
        folderWatch.anythingChanged();
    }

    /** Looks whether the keeper's own directories are still there. */
    void lookAtOwn() {
        runDirectory.look();
        logDirectory.look();
    }
}
