package dev.tend.pidfile;

import java.util.Optional;

/**
 * The process that a pid meant when it was claimed. The record is beside the file, and holds only as long as the file was not
 * written since.
 *
 * @param life of the process
 * @param changed the last modification of the file, in microseconds since 1970
 * @param namespace the pid namespace; "" where it was not known
 */
record ProcessIdentity(int pid, Life life, long changed, String bootId, String namespace) {

    /** No imprint has more bytes. */
    static final int LIMIT = 160;

    /** The serial of a process that there is no descriptor for. It may be any process's that was born with it. */
    static final long NO_SERIAL = 0;

    private static final int NUMBERS = 4;

    /**
     * The properties that no two processes with the same number share.
     *
     * @param birth its start, in clock ticks since the boot
     * @param serial the inode of its descriptor, which is its own since Linux 6.9, and before that the same for all
     */
    record Life(long birth, long serial) {

        /** Tells whether both may be of one process, as far as their serials are known. */
        boolean matches(Life other) {
            return birth == other.birth && (serial == other.serial || serial == NO_SERIAL || other.serial == NO_SERIAL);
        }
    }

    String text() {
        return pid + " " + life.birth() + " " + life.serial() + " " + changed + " " + bootId
                + (namespace.isEmpty() ? "" : " " + namespace);
    }

    /** Empty where the text is no imprint. */
    static Optional<ProcessIdentity> parse(String text) {
        long[] numbers = new long[NUMBERS];
        int from = 0;
        for (int i = 0; i < NUMBERS; i++) {
            int end = text.indexOf(' ', from);
            if (end < 0) {
                return Optional.empty();
            }
            numbers[i] = number(text.substring(from, end));
            from = end + 1;
        }
        int blank = text.indexOf(' ', from);
        int end = blank < 0 ? text.length() : blank;
        return Optional.of(new ProcessIdentity(
                (int) numbers[0],
                new Life(numbers[1], numbers[2]),
                numbers[3],
                text.substring(from, end),
                text.substring(Math.min(end + 1, text.length()))));
    }

    /** Returns the number in a text; for an invalid one, a number that no process has. */
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }
}
