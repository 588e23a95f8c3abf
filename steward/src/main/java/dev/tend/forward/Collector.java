package dev.tend.forward;

import java.io.Closeable;
import java.io.IOException;

/** A connection to the program that collects messages. */
interface Collector extends Closeable {

    /**
     * Sends messages, and waits until the system has taken them.
     *
     * @throws IOException where the collector has gone away
     */
    void send(Iterable<byte[]> messages) throws IOException;

    /** The most bytes of a message. */
    int longest();

    @Override
    void close();
}
