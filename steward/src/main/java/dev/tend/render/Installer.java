package dev.tend.render;

import java.util.List;
import java.util.function.Consumer;

/** Installs files out of the spool, and says what services wait for: the keeper, for the renderer. */
interface Installer {

    /**
     * A file in the spool.
     *
     * @param template its number
     * @param name of the file
     * @param size in bytes
     * @param hash its SHA-256, in lower hexadecimal digits
     */
    record Staged(int template, String name, long size, String hash) {}

    /** The end of a change. */
    enum Result {
        /** All is in force; or it was there already. */
        INSTALLED,
        /** It is not, and the same is not to be tried again. */
        REFUSED,
        /** It may be tried again: another change is in progress, or the keeper ends. */
        BUSY
    }

    /**
     * Begins a change.
     *
     * @param change its name
     * @param ended is called once, from any thread
     */
    void install(String service, String change, List<Staged> files, Consumer<Result> ended);

    /** Says what a service's templates wait for; nothing: nothing any more. */
    void blocked(String service, List<Need> needs);
}
