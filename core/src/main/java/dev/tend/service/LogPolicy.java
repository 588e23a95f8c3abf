package dev.tend.service;

import java.util.Optional;

/**
 * The destination of a service's output.
 *
 * @param size the size at which a log file is rotated, in bytes
 * @param keep the number of rotated files to keep
 * @param timestamps whether each line begins with the UTC time in ISO 8601 with microseconds
 * @param buffer the size of the pipe in bytes; 0: the system's
 * @param reader the service that reads it on its standard input, if any
 * @param full the treatment of output that cannot be written
 * @param syslog the header of messages to the log daemon, if it goes there
 */
public record LogPolicy(
        Target target,
        long size,
        int keep,
        boolean timestamps,
        long buffer,
        Optional<String> reader,
        Full full,
        Optional<SyslogLabel> syslog) {

    public static final LogPolicy DEFAULT =
            new LogPolicy(Target.FILE, 10L << 20, 5, false, 0, Optional.empty(), Full.BLOCK, Optional.empty());

    /** The treatment of output that cannot be written. */
    public enum Full {
        /** It waits in the pipe, and when that is full, so does the service. */
        BLOCK,
        /** It is dropped. */
        DROP_NEW,
        /** The oldest log files are removed where the disk is full; otherwise as {@link #DROP_NEW}. */
        DROP_OLD
    }

    /** The destinations. */
    public enum Target {
        FILE,
        CONSOLE,
        NULL,
        INHERIT,
        SERVICE,
        /** The system's log daemon. */
        SYSLOG;

        /** Tells whether the keeper reads the output through a FIFO. */
        public boolean captured() {
            return this == FILE || this == CONSOLE || this == SYSLOG;
        }
    }

    /** Tells whether the keeper reads the output through a FIFO. */
    public boolean captured() {
        return target.captured();
    }

    /**
     * Tells whether a process started under {@code other} already has the descriptors that this policy would give it.
     */
    boolean wiredLike(LogPolicy other) {
        return captured()
                ? other.captured() && buffer == other.buffer
                : target == other.target && reader.equals(other.reader);
    }
}
