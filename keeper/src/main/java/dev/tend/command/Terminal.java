package dev.tend.command;

/** The destination of a command's answers. */
public interface Terminal {

    /** The width where there is nothing to fit into. */
    int UNLIMITED = Integer.MAX_VALUE;

    /** Writes to standard output, at once and whole. Ends the command quietly where nobody reads any more. */
    void print(String text);

    /** Writes bytes to standard output. They may be held back until {@link #pause}, or the end of the command. */
    void write(byte[] bytes, int offset, int count);

    /** Writes what is held back. */
    void flush();

    /** Lets so many milliseconds pass. */
    void pause(int millis);

    /** Writes one line to standard error, {@code tend: } before it. */
    void complain(String line);

    /** As {@link #complain}, but only if it can be done without waiting for a reader. */
    boolean remark(String line);

    /** Tells whether standard output is a terminal. */
    boolean isTerminal();

    /** Tells whether standard output is a terminal whose user does not mind colours. */
    boolean colour();

    /** Returns the number of columns of standard output; {@link #UNLIMITED} where it is no terminal. */
    int columns();
}
