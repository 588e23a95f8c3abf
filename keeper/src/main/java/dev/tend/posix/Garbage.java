package dev.tend.posix;

import org.teavm.interop.Import;

/** The memory of the program itself. */
public final class Garbage {

    private Garbage() {}

    @Import(name = "tend_collection_count")
    private static native int collectionCount0();

    @Import(name = "tend_heap_mebibytes")
    private static native int heapMebibytes0();

    /** Returns the limit of the heap in bytes. */
    public static long limit() {
        return (long) heapMebibytes0() << 20;
    }

    /** Returns how often the heap has been collected so far, whether by itself or by {@link #collect}. */
    public static int collections() {
        return collectionCount0();
    }

    /** Returns how many bytes of the heap are taken, by objects in use and by garbage. */
    public static long taken() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Collects all of it now, and gives its free pages back to the system. */
    public static void collect() {
        System.gc();
    }
}
