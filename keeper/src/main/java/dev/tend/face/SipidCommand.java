package dev.tend.face;

import dev.tend.command.Host;
import java.util.Set;

/** One command of sipid, such as {@code claim}. */
interface SipidCommand {

    String name();

    /** Returns the words behind it in the usage. */
    String usage();

    /** The flags that take a value. */
    Set<String> valued();

    /** The flags that are on or off. */
    Set<String> switches();

    /**
     * Does it, and returns the exit code.
     *
     * @throws IllegalArgumentException with what is wrong with the flags
     */
    int run(GoFlags flags, Host host);
}
