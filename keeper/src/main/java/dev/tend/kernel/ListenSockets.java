package dev.tend.kernel;

import dev.tend.lifecycle.Process;
import dev.tend.service.Address;
import java.util.Optional;

/** The sockets of services: those to listen on, which are handed to one process after the other, and those for notifications. */
public interface ListenSockets {

    /**
     * Opens a socket, and listens where that makes sense.
     *
     * @param owner of the file of a Unix socket, a name or number; empty: the keeper's own user
     * @throws KernelException where another program has the address, or it is not available
     */
    int open(Address address, Optional<String> owner);

    /**
     * Takes a second descriptor of a socket that a process holds, as one that it was handed.
     *
     * @return empty where it holds none with that address, or the keeper may not look into it
     */
    Optional<Integer> takeBack(Address address, Process holder);

    /** Removes the file of a socket, where it has one. */
    void removeDoor(Address address);

    /**
     * Makes a notify socket in place of whatever was at {@code path}, or, where that begins with {@code @}, in the abstract
     * namespace of {@code unix(7)}.
     *
     * @param owner the user that may send messages, besides root: a name or number; empty: the keeper's own user
     * @throws KernelException where it cannot be made
     */
    NotifySocket notifySocket(String path, Optional<String> owner);
}
