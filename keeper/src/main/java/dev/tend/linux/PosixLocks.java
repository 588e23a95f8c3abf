package dev.tend.linux;

import dev.tend.kernel.Locks;
import dev.tend.path.LockFile;
import java.util.Optional;

/** The locks of this keeper, held until it ends. */
final class PosixLocks implements Locks {

    private LockFile lock;
    private Optional<LogLock> logLock;

    PosixLocks(LockFile lock, Optional<LogLock> logLock) {
        this.lock = lock;
        this.logLock = logLock;
    }

    @Override
    public boolean lock(String path) {
        LockFile next = LockFile.open(path);
        if (!next.take()) {
            next.close();
            return false;
        }
        lock.close();
        lock = next;
        return true;
    }

    @Override
    public boolean lockLogs(String folder, String path, String runFolder) {
        var next = new LogLock(folder, path);
        if (!next.takeFile()) {
            next.close();
            return false;
        }
        logLock.ifPresent(LogLock::close); // its name may be that of the same directory
        logLock = Optional.of(next);
        next.note(runFolder);
        return next.takeName();
    }
}
