package dev.tend.service;

/**
 * How a service is stopped.
 *
 * @param signal the number of the signal that asks it to end
 * @param timeout how long it may take before it is killed, in microseconds
 * @param showStacks whether it gets QUIT and 100 ms more before that
 * @param scope who gets the signals
 */
public record StopPolicy(int signal, long timeout, boolean showStacks, Scope scope) {

    public static final StopPolicy DEFAULT = new StopPolicy(15, 20_000_000, false, Scope.GROUP);

    /** Whom a stop concerns. */
    public enum Scope {
        /** The process group; whoever is left of the session afterwards is ended too. */
        GROUP,
        /** The main process alone; what it leaves behind is left alone. */
        PROCESS
    }
}
