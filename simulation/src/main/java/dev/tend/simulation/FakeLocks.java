package dev.tend.simulation;

import dev.tend.kernel.Locks;

/** The locks of the simulated keeper, which another may take. */
final class FakeLocks implements Locks {

    private final FakeDisk disk;
    private boolean taken;

    FakeLocks(FakeDisk disk) {
        this.disk = disk;
    }

    /** Lets another keeper take the locks, if possible. */
    void take() {
        taken = true;
    }

    @Override
    public boolean lock(String path) {
        return write(path, "");
    }

    @Override
    public boolean lockLogs(String folder, String path, String runFolder) {
        return write(path, runFolder);
    }

    private boolean write(String path, String text) {
        if (!taken) {
            disk.put(path, text);
        }
        return !taken;
    }
}
