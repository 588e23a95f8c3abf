package dev.tend.text;

import java.util.Optional;

/** IP addresses as text: {@code 127.0.0.1}, {@code ::1}, {@code ::ffff:10.0.0.1}; see {@code inet_pton(3)}. No zones, no names. */
public final class IpAddress {

    private static final int GROUPS = 8;

    private final byte[] bytes = new byte[2 * GROUPS];
    private int count;

    /** The place of the zeros of {@code ::}, in bytes; or -1. */
    private int gap = -1;

    private IpAddress() {}

    /** Its four or sixteen bytes; empty where the text is none. */
    public static Optional<byte[]> parse(String text) {
        return text.indexOf(':') < 0 ? four(text) : new IpAddress().six(text);
    }

    private static Optional<byte[]> four(String text) {
        var bytes = new byte[4];
        int at = 0;
        for (int i = 0; i < 4; i++) {
            int dot = i < 3 ? text.indexOf('.', at) : text.length();
            int number = dot < 0 ? -1 : number(text.substring(at, dot), 10, 3);
            if (number < 0 || number > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) number;
            at = dot + 1;
        }
        return Optional.of(bytes);
    }

    private Optional<byte[]> six(String text) {
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon < 0 ? text.length() : colon;
            if (!group(text.substring(at, end), colon < 0)) {
                return Optional.empty();
            }
            at = end + 1;
            if (colon >= 0 && at == text.length()) {
                return Optional.empty();
            }
            if (at < text.length() && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return Optional.empty();
                }
                gap = count;
                at++;
            }
        }
        return filled();
    }

    private boolean group(String text, boolean last) {
        var tail = last ? four(text) : Optional.<byte[]>empty();
        int number = number(text, 16, 4);
        if (tail.isPresent() && count + 4 <= bytes.length) {
            System.arraycopy(tail.get(), 0, bytes, count, 4);
            count += 4;
            return true;
        }
        if (number < 0 || count + 2 > bytes.length) {
            return false;
        }
        bytes[count++] = (byte) (number >> 8);
        bytes[count++] = (byte) number;
        return true;
    }

    private Optional<byte[]> filled() {
        if (gap < 0 || count == bytes.length) {
            return gap < 0 && count == bytes.length ? Optional.of(bytes) : Optional.empty();
        }
        var whole = new byte[bytes.length];
        System.arraycopy(bytes, 0, whole, 0, gap);
        System.arraycopy(bytes, gap, whole, whole.length - (count - gap), count - gap);
        return Optional.of(whole);
    }

    private static int number(String digits, int radix, int most) {
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Ascii.digit(digits.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return digits.isEmpty() || digits.length() > most ? -1 : number;
    }
}
