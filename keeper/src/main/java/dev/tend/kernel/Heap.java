package dev.tend.kernel;

import dev.tend.posix.Garbage;

/**
 * Keeps the memory of an idle keeper small. Left to itself the heap is collected when it is full, and half of it may be garbage
 * until then; so before a long rest it is collected where enough has piled up, and its free pages go back to the system.
 */
final class Heap {

    /** Less garbage than this is not worth a collection. */
    private static final long LEAST = 96 << 10;

    private long kept;
    private int collections;

    /** To be called when nothing is waiting to be done. */
    void tidy() {
        boolean piled = Garbage.taken() - kept > Math.max(LEAST, kept / 8);
        if (piled || Garbage.collections() != collections) {
            Garbage.collect();
            kept = Garbage.taken();
            collections = Garbage.collections();
        }
    }
}
