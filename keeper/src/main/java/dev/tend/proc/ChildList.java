package dev.tend.proc;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The kernel's list of our children: their pids as text, in the order in which they became our children. Only what is
 * new is read: reading a list of thousands takes milliseconds. The part before that is known, because nothing leaves
 * the list but what we reap; the last known pid is read once more, and where it is not in its place, the whole list is
 * read.
 */
final class ChildList {

    private static final String LIST = "/proc/thread-self/children";

    /** The kernel gives no more at a time. */
    private static final int PAGE = 4096;

    private final Source source;
    private final byte[] part;
    private int[] known = new int[16];
    private int size;

    /** The length in bytes of the known part of the list. */
    private long length;

    /** The list itself. */
    interface Source {

        /** Tells whether there is one. */
        boolean isThere();

        /**
         * Reads a part into the bytes. Returns how many there were, or a negated errno; the kernel gives whole pids only, and more than half of
         * the part where there is more to come.
         */
        int read(byte[] part, long position);
    }

    /** The kernel's. Some have none: that takes {@code /proc}, and {@code CONFIG_PROC_CHILDREN}. */
    static final class KernelSource implements Source {

        private static final int CLOSED = -1;

        /** Open for good: that is half of what looking takes. */
        private int descriptor = CLOSED;

        @Override
        public boolean isThere() {
            if (descriptor == CLOSED) {
                int opened = Paths.open(LIST, Paths.O_RDONLY, 0);
                if (opened == -Errno.ENOENT) {
                    return false;
                }
                descriptor = must(opened, "cannot read ", LIST);
            }
            return true;
        }

        @Override
        public int read(byte[] part, long position) {
            return Descriptors.pread(descriptor, part, position);
        }
    }

    ChildList(Source source) {
        this(source, PAGE);
    }

    /** @param size of the parts that are read */
    ChildList(Source source, int size) {
        this.source = source;
        part = new byte[size];
    }

    boolean isThere() {
        return source.isThere();
    }

    int size() {
        return size;
    }

    /** Returns a child, in the order in which they came. */
    int at(int index) {
        return known[index];
    }

    /** Forgets a child that was reaped. */
    void reaped(int pid) {
        for (int place = size - 1; place >= 0; place--) {
            if (known[place] == pid) {
                size--;
                System.arraycopy(known, place + 1, known, place, size - place);
                length -= width(pid);
                return;
            }
        }
    }

    /**
     * Reads the list as it is now.
     *
     * @param all is called where all children are read again
     * @param come receives each pid that was not known
     */
    void read(Runnable all, IntConsumer come) {
        if (!isThere() || size > 0 && readFrom(length - width(known[size - 1]), known[size - 1], come)) {
            return;
        }
        size = 0;
        length = 0;
        all.run();
        readFrom(0, 0, come);
    }

    /**
     * Reads from a place on.
     *
     * @param expected the first pid there; 0 for any
     * @return whether it is that
     */
    private boolean readFrom(long place, int expected, IntConsumer come) {
        int number = 0;
        int awaited = expected;
        long position = place;
        int count = source.read(part, position);
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                if (part[i] >= '0' && part[i] <= '9') {
                    number = number * 10 + part[i] - '0';
                } else if (awaited == 0) {
                    add(number, come);
                    number = 0;
                } else if (number == awaited) {
                    awaited = 0;
                    number = 0;
                } else {
                    return false;
                }
            }
            position += count;
            boolean isLast = count <= part.length / 2; // to ask once more would have the kernel walk its list once more
            count = isLast ? 0 : source.read(part, position);
        }
        must(count, "cannot read ", LIST);
        return awaited == 0;
    }

    private void add(int pid, IntConsumer come) {
        if (size == known.length) {
            known = Arrays.copyOf(known, 2 * size);
        }
        known[size++] = pid;
        length += width(pid);
        come.accept(pid);
    }

    /** Returns how many bytes a pid takes in the list, with the space behind it. */
    private static int width(int pid) {
        int width = 2;
        for (int rest = pid; rest >= 10; rest /= 10) {
            width++;
        }
        return width;
    }
}
