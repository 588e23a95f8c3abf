package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * Sockets bound to an address, for others to come to. An address is the bytes of its {@code struct sockaddr}.
 *
 * <pre>{@code
 * struct sockaddr_in {              // 16 bytes
 *     sa_family_t sin_family;       //  0
 *     in_port_t sin_port;           //  2: the high byte first
 *     struct in_addr sin_addr;      //  4
 * }
 * struct sockaddr_in6 {             // 28 bytes
 *     sa_family_t sin6_family;      //  0
 *     in_port_t sin6_port;          //  2: the high byte first
 *     uint32_t sin6_flowinfo;       //  4
 *     struct in6_addr sin6_addr;    //  8
 *     uint32_t sin6_scope_id;       // 24
 * }
 * struct sockaddr_un {              // up to 110 bytes
 *     sa_family_t sun_family;       //  0
 *     char sun_path[108];           //  2
 * }
 * }</pre>
 */
public final class Bound {

    private static final int AF_UNIX = 1; // <sys/socket.h>
    private static final int AF_INET = 2; // <sys/socket.h>
    private static final int AF_INET6 = 10; // <sys/socket.h>
    private static final int SOCK_STREAM = 1; // <sys/socket.h>
    private static final int SOCK_DGRAM = 2; // <sys/socket.h>
    private static final int SOCK_CLOEXEC = 0x80000; // <sys/socket.h>
    private static final int SOL_SOCKET = 1; // <asm-generic/socket.h>
    private static final int SO_REUSEADDR = 2; // <asm-generic/socket.h>
    private static final int SO_TYPE = 3; // <asm-generic/socket.h>
    private static final int SO_ACCEPTCONN = 30; // <asm-generic/socket.h>
    private static final int IPPROTO_IPV6 = 41; // <netinet/in.h>
    private static final int IPV6_V6ONLY = 26; // <linux/in6.h>
    private static final int LONGEST = 110;

    private Bound() {}

    @Import(name = "socket")
    @Include("sys/socket.h")
    private static native int socket0(int domain, int type, int protocol);

    @Import(name = "bind")
    @Include("sys/socket.h")
    private static native int bind0(int fd, Address address, int length);

    @Import(name = "setsockopt")
    @Include("sys/socket.h")
    private static native int setsockopt0(int fd, int level, int option, Address value, int length);

    @Import(name = "getsockopt")
    @Include("sys/socket.h")
    private static native int getsockopt0(int fd, int level, int option, Address value, Address length);

    @Import(name = "getsockname")
    @Include("sys/socket.h")
    private static native int getsockname0(int fd, Address address, Address length);

    /** @param ip four bytes or sixteen */
    public static byte[] inet(byte[] ip, int port) {
        boolean six = ip.length > 4;
        Struct address = new Struct(six ? 28 : 16).int16(0, six ? AF_INET6 : AF_INET);
        System.arraycopy(ip, 0, address.bytes(), six ? 8 : 4, ip.length);
        address.bytes()[2] = (byte) (port >> 8);
        address.bytes()[3] = (byte) port;
        return address.bytes();
    }

    /** Empty where the path is too long. */
    public static byte[] unix(String path) {
        byte[] name = Text.terminated(path);
        if (name.length > Sockets.PATH_SIZE) {
            return new byte[0];
        }
        Struct address = new Struct(2 + name.length).int16(0, AF_UNIX);
        System.arraycopy(name, 0, address.bytes(), 2, name.length);
        return address.bytes();
    }

    /** A socket that blocks, of the address's family. */
    public static int socket(byte[] address, boolean stream) {
        return checked(socket0(family(address), (stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_CLOEXEC, 0));
    }

    private static int family(byte[] address) {
        return address[0] | address[1] << 8;
    }

    /** @param both whether IPv4 is taken at an IPv6 address too */
    public static int bind(int fd, byte[] address, boolean stream, boolean both) {
        if (family(address) == AF_INET6) {
            set(fd, IPPROTO_IPV6, IPV6_V6ONLY, both ? 0 : 1);
        }
        if (stream && family(address) != AF_UNIX) {
            set(fd, SOL_SOCKET, SO_REUSEADDR, 1); // else old connections keep the port
        }
        return checked(bind0(fd, Memory.of(address), address.length));
    }

    private static void set(int fd, int level, int option, int value) {
        int[] values = {value};
        setsockopt0(fd, level, option, Address.ofData(values), 4);
    }

    /** Tells whether a socket waits for connections at this address or, where {@code stream} is not set, for datagrams. */
    public static boolean isBound(int fd, byte[] address, boolean stream) {
        int type = get(fd, SO_TYPE);
        return type == (stream ? SOCK_STREAM : SOCK_DGRAM)
                && (!stream || get(fd, SO_ACCEPTCONN) == 1)
                && hasName(fd, address);
    }

    private static int get(int fd, int option) {
        int[] value = new int[1];
        int[] length = {4};
        int result = checked(getsockopt0(fd, SOL_SOCKET, option, Address.ofData(value), Address.ofData(length)));
        return result < 0 ? result : value[0];
    }

    /** Tells whether a Unix stream socket waits for connections at a path that begins and ends so. */
    public static boolean isBound(int fd, String start, String end) {
        byte[] name = new byte[LONGEST];
        String path = Text.decode(name, 2, Math.max(2, name(fd, name)));
        String bare = path.endsWith("\0") ? path.substring(0, path.length() - 1) : path;
        return get(fd, SO_TYPE) == SOCK_STREAM
                && get(fd, SO_ACCEPTCONN) == 1
                && bare.startsWith(start)
                && bare.endsWith(end);
    }

    /** Reads the address of a socket. Returns its length, or a negated errno. */
    private static int name(int fd, byte[] into) {
        int[] length = {into.length};
        int result = checked(getsockname0(fd, Memory.of(into), Address.ofData(length)));
        return result < 0 ? result : length[0];
    }

    private static boolean hasName(int fd, byte[] address) {
        byte[] name = new byte[LONGEST];
        if (name(fd, name) != address.length) {
            return false;
        }
        for (int i = 0; i < address.length; i++) {
            if (name[i] != address[i]) {
                return false;
            }
        }
        return true;
    }
}
