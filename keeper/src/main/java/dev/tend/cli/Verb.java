package dev.tend.cli;

/** One word of the command line, such as {@code status}. */
interface Verb {

    Usage usage();

    /**
     * Does it, and returns the exit code.
     *
     * @throws Failure where there is no more to say than one line
     */
    int run(Arguments arguments, Host host);
}
