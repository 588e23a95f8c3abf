package dev.tend.posix;

import java.util.List;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** Memory outside the heap, where nothing moves: what is laid out in it may point to what was laid out before. */
final class Block {

    private static final int PROT_READ_WRITE = 3; // <sys/mman.h>
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22; // <sys/mman.h>
    private static final int WORD = 8;
    private static final int ALIGNMENT = 16; // as a stack wants it
    private static final int MOST_BYTES = 3; // that a char becomes

    /** The size in bytes of the block that is kept for the next caller, since mapping memory takes longer than writing it. */
    private static final long KEPT = 32 << 10;

    private static long kept;

    private final Address start;
    private final long size;
    private long used;

    private Block(Address start, long size) {
        this.start = start;
        this.size = size;
    }

    /** @param size enough for all that will be laid out; what is never touched costs nothing */
    static Block of(long size) {
        if (kept != 0 && size <= KEPT) {
            Address start = Address.fromLong(kept);
            kept = 0;
            return new Block(start, KEPT);
        }
        long whole = Math.max(size, KEPT);
        return new Block(mmap0(Memory.none(), whole, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0), whole);
    }

    @Import(name = "mmap")
    @Include("sys/mman.h")
    private static native Address mmap0(Address at, long size, int protection, int flags, int fd, long offset);

    @Import(name = "munmap")
    @Include("sys/mman.h")
    private static native int munmap0(Address start, long size);

    @Import(name = "memset")
    @Include("string.h")
    private static native Address memset0(Address at, int value, long size);

    @Import(name = "memcpy")
    @Include("string.h")
    private static native Address memcpy0(Address to, Address from, long size);

    /** Returns how many bytes a string takes at most. */
    static long room(String text) {
        return (long) text.length() * MOST_BYTES + ALIGNMENT;
    }

    /** Returns how many bytes a vector of strings takes at most. */
    static long room(List<String> texts) {
        long room = ALIGNMENT;
        for (String text : texts) {
            room += room(text) + WORD;
        }
        return room;
    }

    /** Tells whether the system had that much. */
    boolean isThere() {
        return start.toLong() != -1;
    }

    /** Room for so many bytes, all of them 0. */
    Address room(long bytes) {
        Address at = start.add(used);
        used += bytes + ALIGNMENT - 1 & -ALIGNMENT;
        return at;
    }

    Address bytes(byte[] bytes) {
        Address at = room(bytes.length);
        memcpy0(at, Address.ofData(bytes), bytes.length);
        return at;
    }

    /** A C string. */
    Address string(String text) {
        return bytes(Text.terminated(text));
    }

    /** Pointers to C strings, with none after the last. */
    Address vector(List<String> texts) {
        Address vector = room((texts.size() + 1L) * WORD);
        for (int i = 0; i < texts.size(); i++) {
            vector.add(i * WORD).putAddress(string(texts.get(i)));
        }
        return vector;
    }

    /** Good for nobody from now on. */
    void free() {
        if (kept == 0 && size == KEPT) {
            memset0(start, 0, used);
            kept = start.toLong();
        } else {
            munmap0(start, size);
        }
    }
}
