package dev.tend.command;

/** A verb of the command line, such as {@code status}. */
public interface Verb {

    Usage usage();

    /**
     * Does it, and returns the exit code.
     *
     * @throws Failure where there is no more to say than one line
     */
    int run(Arguments arguments, Host host);
}
