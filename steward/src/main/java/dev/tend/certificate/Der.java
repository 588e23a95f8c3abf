package dev.tend.certificate;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A value in the distinguished encoding rules (X.690), as far as private keys need them: tags of one byte, and definite lengths. */
final class Der {

    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;

    /** {@code [0]} and {@code [1]}, explicit. */
    static final int CONTEXT_0 = 0xa0;

    private static final int LONG_LENGTH = 0x80;
    private static final int MOST_LENGTH_BYTES = 3;

    private final int tag;
    private final byte[] content;

    /** @param content without tag and length */
    private Der(int tag, byte[] content) {
        this.tag = tag;
        this.content = content;
    }

    int tag() {
        return tag;
    }

    byte[] content() {
        return content;
    }

    /** @throws IllegalArgumentException where it is not exactly one value */
    static Der parse(byte... encoded) {
        var values = values(encoded);
        if (values.size() != 1) {
            throw new IllegalArgumentException("not one DER value");
        }
        return values.getFirst();
    }

    private static List<Der> values(byte[] encoded) {
        var buffer = ByteBuffer.wrap(encoded);
        var values = new ArrayList<Der>();
        try {
            while (buffer.hasRemaining()) {
                int tag = buffer.get() & 0xff;
                int length = length(buffer);
                if (length > buffer.remaining()) {
                    throw new IllegalArgumentException("a DER value is cut off");
                }
                var content = new byte[length];
                buffer.get(content);
                values.add(new Der(tag, content));
            }
        } catch (BufferUnderflowException cutOff) {
            throw new IllegalArgumentException("a DER value is cut off", cutOff);
        }
        return values;
    }

    private static int length(ByteBuffer buffer) {
        int first = buffer.get() & 0xff;
        if (first < LONG_LENGTH) {
            return first;
        }
        int bytes = first - LONG_LENGTH;
        if (bytes == 0 || bytes > MOST_LENGTH_BYTES) {
            throw new IllegalArgumentException("a DER value has a length that no key has");
        }
        int length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | buffer.get() & 0xff;
        }
        return length;
    }

    /** Returns the values in a sequence, or in an explicit tag. */
    List<Der> items() {
        return values(content);
    }

    /** Returns the value in a sequence at that place. @throws IllegalArgumentException where there is none of that tag */
    Der item(int index, int wanted) {
        var items = items();
        if (index >= items.size() || items.get(index).tag != wanted) {
            throw new IllegalArgumentException("a DER value is not what belongs there");
        }
        return items.get(index);
    }

    byte[] encoded() {
        return encode(tag, content);
    }

    static byte[] encode(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var encoded = new ByteArrayOutputStream();
        encoded.write(tag);
        int length = content.size();
        if (length < LONG_LENGTH) {
            encoded.write(length);
        } else {
            encoded.write(LONG_LENGTH + MOST_LENGTH_BYTES);
            encoded.write(length >> 16);
            encoded.write(length >> 8);
            encoded.write(length);
        }
        encoded.writeBytes(content.toByteArray());
        return encoded.toByteArray();
    }
}
