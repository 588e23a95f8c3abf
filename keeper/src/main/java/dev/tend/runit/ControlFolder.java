package dev.tend.runit;

/** The place where the status of a service is written for other programs, and where their orders for it arrive. */
public interface ControlFolder {

    /**
     * Has orders taken from now on.
     *
     * @throws dev.tend.kernel.KernelException where what they come by cannot be made
     */
    void serve();

    /** Returns the descriptor that becomes readable when there are orders, a byte each. */
    int control();

    /**
     * Writes down how the service is, unless the folder was removed.
     *
     * @param words for people, as a line
     * @throws dev.tend.kernel.KernelException where it cannot be written
     */
    void write(SuperviseStatus status, String words);

    /** Gives the service up; the files stay. */
    void close();
}
