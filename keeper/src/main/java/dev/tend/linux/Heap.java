package dev.tend.linux;

import dev.tend.posix.Garbage;

/**
 * Keeps the memory of an idle keeper small. Left to itself the heap is collected when it is full, and half of it may be garbage
 * until then; so in a long rest it is collected where enough has piled up, and its free pages go back to the system. Not
 * before the rest: in the midst of a stop of hundreds there is one between any two ends.
 */
final class Heap {

    /** Less garbage than this is not worth a collection. */
    private static final long LEAST = 96 << 10;

    private long kept;
    private int collections;

    boolean isUntidy() {
        return Garbage.taken() - kept > Math.max(LEAST, kept / 8) || Garbage.collections() != collections;
    }

    /** Collects garbage; to be called when nothing has happened for a while. */
    void tidy() {
        Garbage.collect();
        kept = Garbage.taken();
        collections = Garbage.collections();
    }
}
