package dev.tend.linux;

import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;

/**
 * The descriptors 0, 1 and 2. A program may be started with some of them closed. The next file that it opens then gets such a
 * number, and all that is written to standard output ends up in that file. Therefore every program and face opens the missing
 * ones before it opens anything else, and hands them down to what it executes.
 */
public final class StandardStreams {

    public static final int INPUT = 0;
    public static final int OUTPUT = 1;
    public static final int ERROR = 2;

    private static final String NULL_DEVICE = "/dev/null";

    private static boolean inputGiven = true;

    private StandardStreams() {}

    /**
     * Opens {@code /dev/null} for each closed one, for reading or writing as is usual. Must run before any other file is opened:
     * the system assigns the lowest free number.
     *
     * @return whether all three are open afterwards
     */
    public static boolean secure() {
        inputGiven = Descriptors.isOpen(INPUT);
        boolean secured = true;
        for (int stream = INPUT; stream <= ERROR; stream++) {
            secured &= Descriptors.isOpen(stream) || open(stream == INPUT ? Paths.O_RDONLY : Paths.O_WRONLY);
        }
        return secured;
    }

    /** Returns whether this program was started with a standard input. */
    public static boolean isInputGiven() {
        return inputGiven;
    }

    private static boolean open(int mode) {
        int fd = Paths.open(NULL_DEVICE, mode | Paths.O_NOCTTY, 0);
        if (fd < 0) {
            fd = readingEnd();
        }
        return fd >= 0 && Descriptors.handDown(fd) >= 0;
    }

    /** Without {@code /dev/null}: reading shows the end at once and writing fails, as with a closed descriptor. */
    private static int readingEnd() {
        int[] ends = new int[2];
        int result = Descriptors.pipe2(ends);
        if (result < 0) {
            return result;
        }
        Descriptors.close(ends[1]);
        return ends[0];
    }
}
