package dev.tend.posix;

import org.teavm.interop.Address;

/** The bytes of a C struct or array of structs, little-endian; the offsets stand where each struct is used. */
final class Struct {

    private final byte[] bytes;

    Struct(int size) {
        this.bytes = new byte[size];
    }

    /** Good until the next allocation: to be asked for among the arguments of a call. */
    Address address() {
        return Address.ofData(bytes);
    }

    int size() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    void clear() {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = 0;
        }
    }

    int int16(int offset) {
        return (bytes[offset] & 0xff) | (bytes[offset + 1] & 0xff) << 8;
    }

    Struct int16(int offset, int value) {
        bytes[offset] = (byte) value;
        bytes[offset + 1] = (byte) (value >> 8);
        return this;
    }

    int int32(int offset) {
        return int16(offset) | int16(offset + 2) << 16;
    }

    Struct int32(int offset, int value) {
        return int16(offset, value).int16(offset + 2, value >> 16);
    }

    long int64(int offset) {
        return (int32(offset) & 0xffff_ffffL) | (long) int32(offset + 4) << 32;
    }

    Struct int64(int offset, long value) {
        return int32(offset, (int) value).int32(offset + 4, (int) (value >> 32));
    }
}
