package dev.tend.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** Errors and strings on their way between Java and C. */
final class Memory {

    private Memory() {}

    @Import(name = "__errno_location")
    @Include("errno.h")
    private static native Address errnoLocation0();

    @Import(name = "strlen")
    @Include("string.h")
    private static native long strlen0(Address string);

    /** The result of a call, or its negated errno. */
    static int checked(int result) {
        return result < 0 ? -errno() : result;
    }

    static long checked(long result) {
        return result < 0 ? -errno() : result;
    }

    static int errno() {
        return errnoLocation0().getInt();
    }

    static Address none() {
        return Address.fromLong(0);
    }

    /**
     * As {@code Address.ofData}, but for C a pointer to anything, which glibc wants for the address of a socket. Good until the
     * next allocation.
     */
    static Address of(byte[] bytes) {
        return Address.fromLong(Address.ofData(bytes).toLong());
    }

    /** A C string as a Java one. */
    static String string(Address address) {
        byte[] bytes = new byte[(int) strlen0(address)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = address.add(i).getByte();
        }
        return Text.decode(bytes, 0, bytes.length);
    }
}
