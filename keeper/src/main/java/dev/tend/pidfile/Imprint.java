package dev.tend.pidfile;

import java.util.Optional;

/**
 * Which process a pid meant when it was claimed. It stands beside the file, and holds only as long as the file was not written
 * since.
 *
 * @param birth the start of the process, in clock ticks since the boot
 * @param changed the last modification of the file, in microseconds since 1970
 */
record Imprint(int pid, long birth, long changed, String bootId) {

    /** No imprint has more bytes. */
    static final int LIMIT = 128;

    String text() {
        return pid + " " + birth + " " + changed + " " + bootId;
    }

    /** Empty where the text is no imprint. */
    static Optional<Imprint> parse(String text) {
        int first = text.indexOf(' ');
        int second = text.indexOf(' ', first + 1);
        int third = text.indexOf(' ', second + 1);
        if (first < 0 || second < 0 || third < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Imprint(
                    Integer.parseInt(text.substring(0, first)),
                    Long.parseLong(text.substring(first + 1, second)),
                    Long.parseLong(text.substring(second + 1, third)),
                    text.substring(third + 1)));
        } catch (NumberFormatException noImprint) {
            return Optional.empty();
        }
    }
}
