package dev.tend.output;

/** Takes what happens to output that somebody should know: logs that pause, resume or had to be opened again. */
@FunctionalInterface
public interface OutputListener {

    /**
     * @param instance whose output it is
     * @param event lower-dashed, as in the journal
     * @param why one phrase
     */
    void tell(String instance, String event, String why);

    /** Returns the pid of the main process of an instance, also right after its end; 0 where there is none. */
    default int pid(String instance) {
        return 0;
    }
}
