package dev.tend.service;

/**
 * The time that a process of the service may run.
 *
 * @param timeout the time after which it is stopped and counts as failed, in microseconds; 0 for no limit
 */
public record RunPolicy(long timeout) {

    public static final RunPolicy UNLIMITED = new RunPolicy(0);
}
