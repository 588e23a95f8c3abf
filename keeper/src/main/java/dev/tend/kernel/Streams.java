package dev.tend.kernel;

import java.util.Optional;

/** Descriptors: output on its way from a service to its log, and control connections. Nothing here ever blocks. */
public interface Streams {

    /**
     * Makes a FIFO, mode 0600 and owned by {@code owner}, unless it is there already, and opens it so that it never shows an
     * end: also for writing, for a FIFO without a writer wakes its reader again and again.
     *
     * @param owner a user's name or number from the system's files; empty: the keeper's own user
     * @param size of its buffer in bytes; 0: the system's
     */
    int openFifo(String path, Optional<String> owner, long size);

    /** Opens a regular file for {@link #splice} and {@link #writeAt}, made with mode 0640 if need be. */
    int openLog(String path);

    /** Opens a regular file to read, and to whose end {@link #write} appends, made with mode 0640 if need be. */
    int openAppending(String path);

    /** Returns the size of an open file, or -ENOENT where it has no name any more. */
    long end(int descriptor);

    /** Moves up to {@code count} bytes from a pipe to a place in a file. Returns how many, 0 at the end, or a negated errno. */
    long splice(int from, int to, long position, long count);

    /** Writes to a place in a file. Returns how many bytes, or a negated errno. */
    int writeAt(int descriptor, byte[] from, long position);

    /** Copies what stands in a pipe, without consuming it, into {@code into}. Returns how many bytes, or a negated errno. */
    int peek(int pipe, byte[] into);

    /** Consumes up to {@code count} bytes that {@link #peek} has shown. Returns how many, or a negated errno. */
    int skip(int pipe, int count);

    /** Returns how many bytes a pipe holds now. */
    int available(int pipe);

    /** The size of a pipe's buffer. */
    int capacity(int pipe);

    /** Gives a pipe's buffer another size. Returns the size it has then, or a negated errno, where it stays as it is. */
    int resize(int pipe, long size);

    /** Returns how many bytes, 0 at the end, or a negated errno. */
    int read(int descriptor, byte[] into);

    /** Returns how many bytes were taken, or a negated errno. */
    int write(int descriptor, byte[] from, int offset, int count);

    /** Reads from a place in a file. Returns how many bytes, or a negated errno. */
    int readAt(String path, long position, byte[] into);

    /** Opens a file to read from, which stays the same file when it is renamed or removed. Returns a negated errno if it cannot. */
    int openToRead(String path);

    /** Reads from a place in an open file. Returns how many bytes, or a negated errno. */
    int readAt(int descriptor, long position, byte[] into);

    /** The number of an open file, see {@link Files.Facts#inode}. */
    long inode(int descriptor);

    /** Tells whether any process has a FIFO open, even one that cannot be seen from here. */
    boolean isHeld(String fifo);

    /** The current size of an open file. */
    long size(int descriptor);

    /** Cuts an open file. Returns 0 or a negated errno. */
    int truncate(int descriptor, long size);

    void close(int descriptor);

    /**
     * Listens on a Unix stream socket, in place of whatever socket stood there.
     *
     * @param group a group's name or number that may connect too (mode 0660); empty: the keeper's user only (0600)
     */
    int listen(String path, Optional<String> group);

    /** Accepts the next connection; empty where none waits. */
    Optional<Connection> accept(int listener);

    /** @param user the peer's user id, from SO_PEERCRED */
    record Connection(int descriptor, int user, int pid) {}

    /** Tells whether the other side of a connection is closed altogether, and not only for what it sends. */
    boolean isClosedByPeer(int connection);

    /**
     * Sends a message to the system's log daemon, with a header that has the local time.
     *
     * @param priority facility and severity as in {@code syslog(3)}
     * @param text of which the first {@code count} bytes are sent: {@code NAME[PID]: MESSAGE}
     * @return a negated errno, EAGAIN where the daemon has to read first; else a number that is not negative
     */
    int syslog(int priority, byte[] text, int count);

    /** A descriptor for the keeper's own standard output that can be written to without ever blocking. */
    int console();

    /** The same for standard error. */
    int errors();
}
