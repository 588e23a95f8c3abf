package dev.tend.steward;

import java.time.Duration;

/**
 * Shrinks the heap once a burst of requests is over. The serial collector gives memory back to the system only where it
 * collects everything,
 * which it does when the heap is full, and a steward at rest never fills it again.
 */
final class HeapTrimmer {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** Bytes that the heap may have grown by before it is worth a collection, which takes some 20 ms. */
    private static final long WORTH_A_COLLECTION = 4 << 20;

    private final Runtime runtime = Runtime.getRuntime();
    private long atRest = runtime.totalMemory();
    private long before = atRest;

    private HeapTrimmer() {}

    static void begin() {
        Thread.ofVirtual().name("heap-trimmer").start(new HeapTrimmer()::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD);
                look();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        long now = runtime.totalMemory();
        if (now == before && now > atRest + WORTH_A_COLLECTION) {
            System.gc();
            now = runtime.totalMemory();
            atRest = now;
        }
        before = now;
    }
}
