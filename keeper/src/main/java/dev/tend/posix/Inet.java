package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import java.util.List;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * Stream sockets over IPv4 and IPv6. An address is the bytes of its {@code struct sockaddr}.
 *
 * <pre>{@code
 * struct addrinfo {                // 48 bytes
 *     int ai_flags;                //  0
 *     int ai_family;               //  4
 *     int ai_socktype;             //  8
 *     int ai_protocol;             // 12
 *     socklen_t ai_addrlen;        // 16
 *     struct sockaddr *ai_addr;    // 24
 *     char *ai_canonname;          // 32
 *     struct addrinfo *ai_next;    // 40
 * }
 * struct sockaddr_in, sockaddr_in6 {
 *     sa_family_t sin_family;      //  0
 *     in_port_t sin_port;          //  2: the high byte first
 *     ...                          // 16 bytes in all, or 28
 * }
 * }</pre>
 */
public final class Inet {

    public static final int EAI_NONAME = -2; // <netdb.h>
    public static final int EAI_AGAIN = -3; // <netdb.h>
    public static final int EAI_NODATA = -5; // <netdb.h>

    private static final int SOCK_STREAM = 1; // <sys/socket.h>
    private static final int SOCK_NONBLOCK_CLOEXEC = 0x80800; // <sys/socket.h>
    private static final int SOL_SOCKET = 1; // <asm-generic/socket.h>
    private static final int SO_ERROR = 4; // <asm-generic/socket.h>
    private static final int MOST_ADDRESSES = 16;

    private Inet() {}

    @Import(name = "getaddrinfo")
    @Include("netdb.h")
    private static native int getaddrinfo0(Address node, Address service, Address hints, Address result);

    @Import(name = "freeaddrinfo")
    @Include("netdb.h")
    private static native void freeaddrinfo0(Address list);

    @Import(name = "socket")
    @Include("sys/socket.h")
    private static native int socket0(int domain, int type, int protocol);

    @Import(name = "connect")
    @Include("sys/socket.h")
    private static native int connect0(int fd, Address address, int length);

    @Import(name = "getsockopt")
    @Include("sys/socket.h")
    private static native int getsockopt0(int fd, int level, int option, Address value, Address length);

    /**
     * Adds the addresses of a host to {@code into}, the best one first. Asks the network, and so may take long.
     *
     * @return 0, or one of C's {@code EAI_} numbers
     */
    public static int getaddrinfo(String host, int port, List<byte[]> into) {
        byte[] name = Text.terminated(host);
        Struct hints = new Struct(48).int32(8, SOCK_STREAM);
        long[] result = new long[1];
        int code = getaddrinfo0(Address.ofData(name), Memory.none(), hints.address(), Address.ofData(result));
        if (code != 0) {
            return code;
        }
        Address list = Address.fromLong(result[0]);
        for (Address at = list;
                at.toLong() != 0 && into.size() < MOST_ADDRESSES;
                at = at.add(40).getAddress()) {
            into.add(address(at.add(24).getAddress(), at.add(16).getInt(), port));
        }
        freeaddrinfo0(list);
        return 0;
    }

    private static byte[] address(Address from, int length, int port) {
        byte[] address = new byte[length];
        for (int i = 0; i < length; i++) {
            address[i] = from.add(i).getByte();
        }
        address[2] = (byte) (port >> 8);
        address[3] = (byte) port;
        return address;
    }

    /** A socket that never blocks, of the address's family. */
    public static int socket(byte[] address) {
        return checked(socket0(address[0] | address[1] << 8, SOCK_STREAM | SOCK_NONBLOCK_CLOEXEC, 0));
    }

    public static int connect(int fd, byte[] address) {
        return checked(connect0(fd, Memory.of(address), address.length));
    }

    /** Returns the result of a connect, once the socket can be written: 0 or a negated errno. */
    public static int error(int fd) {
        int[] value = new int[1];
        int[] length = {4};
        int result = checked(getsockopt0(fd, SOL_SOCKET, SO_ERROR, Address.ofData(value), Address.ofData(length)));
        return result < 0 ? result : -value[0];
    }
}
