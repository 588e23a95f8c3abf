package dev.tend.service;

/**
 * The way to stop a service.
 *
 * @param signal the number of the signal that asks it to end
 * @param timeout the time until it is killed, in microseconds
 * @param showStacks whether it gets QUIT and 100 ms more before that
 * @param scope the processes that get the signals
 */
public record StopPolicy(int signal, long timeout, boolean showStacks, Scope scope) {

    public static final StopPolicy DEFAULT = new StopPolicy(15, 20_000_000, false, Scope.GROUP);

    /** The processes that a stop concerns. */
    public enum Scope {
        /** The process group; the rest of the session is ended afterwards. */
        GROUP,
        /** The main process alone; what it leaves behind is left alone. */
        PROCESS
    }
}
