package dev.tend.http1;

/** The bytes of a connection, one after the other. */
public interface ByteSource {

    /** Waits for the next byte and returns it, from 0 to 255; throws an exception of its own where there is none. */
    int read();
}
