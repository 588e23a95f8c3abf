package dev.tend.linux;

import dev.tend.kernel.Memory;
import dev.tend.posix.Garbage;

/** The heap of this program. */
public final class PosixMemory implements Memory {

    @Override
    public long heapSize() {
        return Garbage.limit();
    }

    @Override
    public boolean hasFree(long bytes) {
        if (free() < bytes) {
            Garbage.collect();
        }
        return free() >= bytes;
    }

    private static long free() {
        return Garbage.limit() - Garbage.taken();
    }
}
