package dev.tend.posix;

import org.teavm.interop.Import;

/** The heap of the program itself. */
public final class Garbage {

    private Garbage() {}

    @Import(name = "tend_collection_count")
    private static native int collectionCount0();

    /** How often the heap has been collected so far, be it by itself or by {@link #collect}. */
    public static int collections() {
        return collectionCount0();
    }

    /** How many bytes of the heap are taken, by what is in use and by garbage. */
    public static long taken() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Collects all of it now, and gives its free pages back to the system. */
    public static void collect() {
        System.gc();
    }
}
