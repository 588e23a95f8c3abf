package dev.tend.runit;

import dev.tend.posix.Inotify;
import dev.tend.posix.Terminals;
import dev.tend.posix.Times;
import dev.tend.text.Durations;

/**
 * Waits for supervisors to change the status of their services. Where folders cannot be watched, as on a file system
 * that another machine writes to, it only lets time pass.
 */
final class SuperviseWatch {

    private final Inotify inotify = new Inotify();

    /** Watches the service in the working folder. */
    void add() {
        inotify.add("supervise");
    }

    /** Waits until a status has changed since {@link #add}, a supervisor has ended, or the monotonic clock is there. */
    void await(long deadline) {
        long left = deadline - Times.micros(Times.CLOCK_MONOTONIC);
        while (left > 0) {
            int millis = (int) (left / Durations.MILLISECOND) + 1;
            if (Terminals.poll(inotify.descriptor(), Terminals.POLLIN, millis) > 0 && changed()) {
                return;
            }
            left = deadline - Times.micros(Times.CLOCK_MONOTONIC);
        }
    }

    /** A supervisor renames a status into place, and closes its lock where it ends; sv itself opens and closes other files. */
    private boolean changed() {
        boolean changed = false;
        inotify.read();
        while (inotify.next()) {
            String name = inotify.name();
            changed |= name.equals("status") || name.equals("lock");
        }
        return changed;
    }
}
