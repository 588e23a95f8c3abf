package dev.tend.posix;

import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** The memory of the program itself. */
public final class Garbage {

    private Garbage() {}

    @Import(name = "tend_collection_count")
    private static native int collectionCount0();

    @Import(name = "tend_heap_mebibytes")
    private static native int heapMebibytes0();

    @Import(name = "tend_release_code")
    @Include(value = "code.h", isSystem = false)
    private static native void releaseCode0();

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

    /** Our code is no longer resident: what is executed again comes back from the file, or from the system's cache of it. */
    public static void releaseCode() {
        releaseCode0();
    }

    /** Collects all of it now, and gives its free pages back to the system. */
    public static void collect() {
        System.gc();
    }
}
