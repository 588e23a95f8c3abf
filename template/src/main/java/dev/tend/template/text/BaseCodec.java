package dev.tend.template.text;

import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;

/** Base 64 and base 32 with padding, with Go's errors: those name the first byte that is wrong. */
public final class BaseCodec {

    /** The usual alphabet of base 64. */
    public static final BaseCodec BASE64 =
            new BaseCodec("base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 4);

    /** The alphabet of base 64 for URLs and file names. */
    public static final BaseCodec BASE64_URL =
            new BaseCodec("base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 4);

    /** The usual alphabet of base 32. */
    public static final BaseCodec BASE32 = new BaseCodec("base32", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 8);

    private final String name;
    private final String alphabet;
    /** Digits in a block, and bits in a digit. */
    private final int block;

    private final int bits;

    private BaseCodec(String name, String alphabet, int block) {
        this.name = name;
        this.alphabet = alphabet;
        this.block = block;
        this.bits = Integer.numberOfTrailingZeros(alphabet.length());
    }

    /** Returns the digits of bytes. */
    public GoString encode(GoString bytes) {
        var text = new GoStringBuilder();
        long pending = 0;
        int count = 0;
        for (int i = 0; i < bytes.length(); i++) {
            pending = pending << 8 | bytes.at(i);
            for (count += 8; count >= bits; count -= bits) {
                text.appendByte(alphabet.charAt((int) (pending >> count - bits) & alphabet.length() - 1));
            }
            pending &= (1L << count) - 1;
        }
        if (count > 0) {
            text.appendByte(alphabet.charAt((int) (pending << bits - count) & alphabet.length() - 1));
        }
        while (text.length() % block != 0) {
            text.appendByte('=');
        }
        return text.toGoString();
    }

    /**
     * Returns the bytes of digits. Line feeds and carriage returns between them are skipped.
     *
     * @throws FunctionException if the text is invalid
     */
    public GoString decode(GoString digits) {
        // In errors of base 32, line feeds do not count.
        return decodeBlocks(block == 8 ? withoutLineFeeds(digits) : digits);
    }

    private static GoString withoutLineFeeds(GoString text) {
        GoString unix = Texts.replace(text, GoString.of("\r"), GoString.EMPTY);
        return Texts.replace(unix, GoString.of("\n"), GoString.EMPTY);
    }

    private GoString decodeBlocks(GoString text) {
        var bytes = new GoStringBuilder();
        long pending = 0;
        int digits = 0;
        for (int at = 0; at < text.length(); at++) {
            int c = text.at(at);
            if (c == '\r' || c == '\n') {
                continue;
            }
            int digit = alphabet.indexOf(c);
            if (digit < 0) {
                if (c != '=' || !isEnd(digits)) {
                    throw corrupt(at);
                }
                padding(text, at, digits);
                return last(bytes, pending, digits);
            }
            pending = pending << bits | digit;
            if (++digits == block) {
                for (int shift = block * bits - 8; shift >= 0; shift -= 8) {
                    bytes.appendByte((int) (pending >> shift) & 0xff);
                }
                pending = 0;
                digits = 0;
            }
        }
        if (digits != 0) {
            throw corrupt(text.length() - digits);
        }
        return bytes.toGoString();
    }

    /** A block can end after so many digits only as hold whole bytes. */
    private boolean isEnd(int digits) {
        return block == 4 ? digits >= 2 : digits == 2 || digits == 4 || digits == 5 || digits == 7;
    }

    private void padding(GoString text, int first, int digits) {
        int missing = block - digits;
        int at = first;
        for (; at < text.length(); at++) {
            int c = text.at(at);
            if (c == '\r' || c == '\n') {
                continue;
            }
            if (missing == 0) {
                throw corrupt(at);
            }
            if (c != '=') {
                // Go names the byte before.
                throw corrupt(at - 1);
            }
            missing--;
        }
        if (missing > 0) {
            throw corrupt(text.length());
        }
    }

    private GoString last(GoStringBuilder bytes, long pending, int digits) {
        int left = digits * bits;
        for (; left >= 8; left -= 8) {
            bytes.appendByte((int) (pending >> left - 8) & 0xff);
        }
        return bytes.toGoString();
    }

    private FunctionException corrupt(int at) {
        return new FunctionException("illegal " + name + " data at input byte " + at);
    }
}
