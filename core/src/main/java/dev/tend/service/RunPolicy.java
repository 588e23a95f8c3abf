package dev.tend.service;

/**
 * The time at which a process of the service runs.
 *
 * @param timeout the time after which it is stopped and counts as failed, in microseconds; 0 for no limit
 * @param onConnection whether it is started only when a client connects to one of its sockets
 * @param idleTimeout the time without a client after which it is stopped, in microseconds; 0 for no limit
 */
public record RunPolicy(long timeout, boolean onConnection, long idleTimeout) {

    public static final RunPolicy UNLIMITED = new RunPolicy(0, false, 0);

    /** The values of {@code start-on}. */
    public enum StartOn {
        NOW,
        CONNECTION
    }
}
