package dev.tend.pidfile;

/**
 * A claim of a pidfile for a process.
 *
 * @param mustRun whether {@code pid} has to be that of a process that runs now
 * @param mode of the file, where it has to be made
 * @param folderMode of the folders above it that have to be made
 * @param patience how long to wait for another process that has its lock, in microseconds
 */
public record Claim(String path, int pid, boolean mustRun, int mode, int folderMode, long patience) {

    /** For a process that runs, as everybody may read it. */
    public static Claim of(String path, int pid) {
        return new Claim(path, pid, true, 0644, 0755, 1_000_000);
    }
}
