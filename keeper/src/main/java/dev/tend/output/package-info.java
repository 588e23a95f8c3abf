/**
 * Services' output on its way from their pipes to log files and the console, and the journal of what happened.
 *
 * <p>Bytes leave a pipe only by being spliced into the log file, one step of the kernel's. So wherever the keeper dies, a byte is
 * either still in the pipe or at the file's end, and the file's end is the only position there is. All captures share one
 * buffer to look ahead in, for a thousand of them must fit into a small heap.
 */
package dev.tend.output;
