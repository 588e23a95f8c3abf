package dev.tend.hostile;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One kind of attack on a keeper and its services. */
interface Attack extends AutoCloseable {

    /** Starts the keeper with the services that the attack needs, and waits until they are up. */
    void begin() throws IOException;

    /** Sets services to work, after what the keeper holds at rest has been measured. */
    default void startLoad() throws IOException {}

    /** The actions that a session chooses from; an action that is listed twice is chosen twice as often. */
    List<Action> actions();

    /** The services whose processes have to outlive the attack, since nothing in it has the right to end them. */
    Set<String> bystanders();

    /** Checks what holds during this kind of attack, besides what always holds. */
    default void verify() throws IOException {}

    /**
     * The number of descriptors, by kind, that the keeper may have more of afterwards, since others keep connections
     * for their next use.
     */
    default Map<String, Integer> allowance() {
        return Map.of();
    }

    /** Undoes what keeps the program busy or hinders it: closes connections, stops what writes, restores what was damaged. */
    void end() throws IOException;

    /** Releases what the attack itself holds, also after a failure. */
    @Override
    void close();
}
