package dev.tend.kernel;

import dev.tend.lifecycle.Process;
import dev.tend.service.Address;
import java.util.Optional;

/** Sockets that are opened for services, and handed to one process after the other. The keeper itself never reads from them. */
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
}
