package dev.tend.acceptance;

import java.util.List;

/** One object of {@code tend status --json}. @param uptime in seconds */
public record Status(String name, String wanted, String state, int pid, double uptime, long restarts, String why) {

    /** The states of a process that serves, or would. */
    private static final List<String> RUNNING = List.of("up", "ready", "unhealthy", "output-waits");

    public boolean isUp() {
        return RUNNING.contains(state);
    }
}
