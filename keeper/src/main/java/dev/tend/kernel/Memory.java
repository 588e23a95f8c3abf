package dev.tend.kernel;

/** The heap, which holds all that the keeper knows. When it is full, the keeper ends; so what others may fill is counted. */
public interface Memory {

    /** The size of a heap that no resource limit makes smaller, in bytes; as in {@code JavaToC} of the compiler. */
    long USUAL_HEAP = 256 << 20;

    /** Returns the largest size of the heap, in bytes. */
    default long heapSize() {
        return USUAL_HEAP;
    }

    /** Tells whether so many bytes of the heap are free, or would be after a collection; that is made where it matters. */
    default boolean hasFree(long bytes) {
        return true;
    }
}
