package dev.tend.kernel;

/** The locks by which no two keepers share a run directory or a log directory. They are taken before the keeper begins. */
public interface Locks {

    /**
     * Takes the lock of a run directory again, where its file is not the one that was locked any more.
     *
     * @return false where another process has it
     * @throws KernelException where the file cannot be made
     */
    boolean lock(String path);

    /**
     * Takes the lock of a log directory again, where its file is not the locked one any more.
     *
     * @param path of the file
     * @param runFolder the content of the file
     * @return false where another process has it
     * @throws KernelException where the file cannot be made
     */
    boolean lockLogs(String folder, String path, String runFolder);
}
