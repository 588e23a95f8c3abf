package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** Extended attributes of open files, see {@code xattr(7)}. */
public final class Attributes {

    private Attributes() {}

    @Import(name = "fgetxattr")
    @Include("sys/xattr.h")
    private static native int fgetxattr0(int fd, Address name, Address into, long size);

    @Import(name = "fsetxattr")
    @Include("sys/xattr.h")
    private static native int fsetxattr0(int fd, Address name, Address value, long size, int flags);

    /** Returns how many bytes the value has. */
    public static int fgetxattr(int fd, String name, byte[] into) {
        byte[] text = Text.terminated(name);
        return checked(fgetxattr0(fd, Address.ofData(text), Address.ofData(into), into.length));
    }

    public static int fsetxattr(int fd, String name, byte[] value) {
        byte[] text = Text.terminated(name);
        return checked(fsetxattr0(fd, Address.ofData(text), Address.ofData(value), value.length, 0));
    }
}
