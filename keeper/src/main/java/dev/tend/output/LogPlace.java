package dev.tend.output;

import java.util.Optional;

/**
 * A place in a log, which is found again after the file was rotated, and not taken for one in another file with its inode.
 *
 * @param position in bytes from the beginning of the file
 * @param mark the bytes right before it, in hexadecimal digits
 */
public record LogPlace(long inode, long position, String mark) {

    private static final LogPlace BEGINNING = new LogPlace(0, 0, "");
    private static final int LONGEST_MARK = 32;
    private static final String DIGITS = "0123456789abcdef";

    static LogPlace of(long inode, long position, byte[] before) {
        var digits = new StringBuilder();
        for (byte each : before) {
            digits.append(DIGITS.charAt(each >> 4 & 0xf)).append(DIGITS.charAt(each & 0xf));
        }
        return new LogPlace(inode, position, digits.toString());
    }

    /** Reads what {@link #text} has written; "" is the beginning. Empty where it is no place. */
    public static Optional<LogPlace> of(String text) {
        if (text.isEmpty()) {
            return Optional.of(BEGINNING);
        }
        int first = text.indexOf(':');
        int second = text.indexOf(':', first + 1);
        if (first < 0 || second < 0) {
            return Optional.empty();
        }
        String mark = text.substring(second + 1);
        try {
            long position = Long.parseLong(text.substring(first + 1, second));
            boolean good = isMark(mark) && position >= mark.length() / 2;
            return good
                    ? Optional.of(new LogPlace(Long.parseLong(text.substring(0, first)), position, mark))
                    : Optional.empty();
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isMark(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (DIGITS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return text.length() <= LONGEST_MARK && text.length() % 2 == 0;
    }

    /** Returns the bytes before the place. */
    byte[] before() {
        byte[] bytes = new byte[mark.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (DIGITS.indexOf(mark.charAt(2 * i)) << 4 | DIGITS.indexOf(mark.charAt(2 * i + 1)));
        }
        return bytes;
    }

    boolean isBeginning() {
        return inode == 0;
    }

    /** Returns {@code INODE:POSITION:MARK}. */
    public String text() {
        return inode + ":" + position + ":" + mark;
    }
}
