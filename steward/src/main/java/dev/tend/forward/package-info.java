/**
 * Sends the lines of services' logs to a collector, as messages of syslog (RFC 5424).
 *
 * <p>The keeper reads the logs: {@link dev.tend.forward.LogForwarder} asks it for what comes after the places that {@link
 * dev.tend.forward.Places} keeps on disk, and reads the answer only as fast as the {@link dev.tend.forward.Collector} takes
 * messages. So nothing is buffered but one piece of a log, and what the collector has not taken is still in the files.
 */
package dev.tend.forward;
