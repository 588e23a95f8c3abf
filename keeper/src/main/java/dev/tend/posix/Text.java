package dev.tend.posix;

/**
 * Strings as the kernel has them: bytes. UTF-8 becomes text; a byte that is none becomes one of the lone surrogates U+DC80 to
 * U+DCFF and comes back as that byte, so that no file name or variable is altered on its way through Tend.
 */
public final class Text {

    private static final int ESCAPE = 0xdc00;

    private Text() {}

    public static String decode(byte[] bytes, int from, int to) {
        char[] text = new char[to - from]; // no sequence of bytes becomes more chars than it has bytes
        int count = widened(bytes, from, text);
        int i = from + count;
        while (i < to) {
            int lead = bytes[i] & 0xff;
            int length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
            int code = length == 1 ? lead : codePoint(bytes, i, to, lead, length);
            if (code < 0) {
                text[count++] = (char) (ESCAPE + lead);
                i++;
            } else {
                count = put(text, count, code);
                i += length;
            }
        }
        return new String(text, 0, count);
    }

    /** Decodes ASCII until a byte is none, or until {@code to} is full, and returns the number of characters. */
    private static int widened(byte[] from, int start, char[] to) {
        int i = 0;
        while (i < to.length && from[start + i] >= 0) {
            to[i] = (char) from[start + i];
            i++;
        }
        return i;
    }

    private static int put(char[] text, int at, int code) {
        if (code < 0x10000) {
            text[at] = (char) code;
            return at + 1;
        }
        text[at] = Character.highSurrogate(code);
        text[at + 1] = Character.lowSurrogate(code);
        return at + 2;
    }

    /** The code point of a sequence, or -1 where it is cut off, overlong, a surrogate or too large. */
    private static int codePoint(byte[] bytes, int at, int to, int lead, int length) {
        if (lead < 0xc2 || lead > 0xf4 || at + length > to) {
            return -1;
        }
        int code = lead & (0xff >> (length + 1));
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return -1;
            }
            code = code << 6 | bytes[i] & 0x3f;
        }
        int least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
        return code < least || code > 0x10ffff || code >> 11 == 0xd800 >> 11 ? -1 : code;
    }

    public static byte[] encode(String text) {
        return encode(text, 0);
    }

    /** With the NUL that C wants at the end. */
    static byte[] terminated(String text) {
        return encode(text, 1);
    }

    private static byte[] encode(String text, int room) {
        int length = text.length();
        byte[] ascii = new byte[length + room];
        return isNarrowed(text.toCharArray(), ascii) ? ascii : encodeAny(text, room);
    }

    /** Narrows characters without calling any method: in native code each call of charAt costs ten times as much. */
    private static boolean isNarrowed(char[] from, byte[] to) {
        for (int i = 0; i < from.length; i++) {
            if (from[i] >= 0x80) {
                return false;
            }
            to[i] = (byte) from[i];
        }
        return true;
    }

    private static byte[] encodeAny(String text, int room) {
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            int code = codePointAt(text, i);
            size += width(code);
            i += code >= 0x10000 ? 1 : 0;
        }
        byte[] bytes = new byte[size + room];
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            int code = codePointAt(text, i);
            at = put(bytes, at, code);
            i += code >= 0x10000 ? 1 : 0;
        }
        return bytes;
    }

    private static int codePointAt(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
            return Character.toCodePoint(c, text.charAt(i + 1));
        }
        return c;
    }

    private static boolean escaped(int code) {
        return code >= ESCAPE + 0x80 && code <= ESCAPE + 0xff;
    }

    private static int width(int code) {
        return code < 0x80 || escaped(code) ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    }

    private static int put(byte[] bytes, int at, int code) {
        int width = width(code);
        if (width == 1) {
            bytes[at] = (byte) code;
            return at + 1;
        }
        int rest = code;
        for (int i = width - 1; i > 0; i--) {
            bytes[at + i] = (byte) (0x80 | rest & 0x3f);
            rest >>= 6;
        }
        bytes[at] = (byte) (0xf00 >> width | rest);
        return at + width;
    }
}
