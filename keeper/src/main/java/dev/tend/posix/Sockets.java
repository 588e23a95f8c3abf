package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * Unix sockets, and UDP to send from.
 *
 * <pre>{@code
 * struct sockaddr_un {          // 110 bytes
 *     sa_family_t sun_family;   //  0
 *     char sun_path[108];       //  2
 * }
 * struct sockaddr_in {          // 16 bytes
 *     sa_family_t sin_family;   //  0
 *     in_port_t sin_port;       //  2: most significant byte first
 *     struct in_addr sin_addr;  //  4: most significant byte first
 * }
 * struct ucred {                // 12 bytes
 *     pid_t pid;                //  0
 *     uid_t uid;                //  4
 *     gid_t gid;                //  8
 * }
 * }</pre>
 */
public final class Sockets {

    /** The longest path, with the NUL after it. */
    public static final int PATH_SIZE = 108;

    private static final int AF_UNIX = 1; // <sys/socket.h>
    private static final int AF_INET = 2; // <sys/socket.h>
    private static final int SOCK_STREAM = 1; // <sys/socket.h>
    private static final int SOCK_DGRAM = 2; // <sys/socket.h>
    private static final int SOCK_NONBLOCK = 0x800; // <sys/socket.h>
    private static final int SOCK_CLOEXEC = 0x80000; // <sys/socket.h>
    private static final int SOL_SOCKET = 1; // <asm-generic/socket.h>
    private static final int SO_PEERCRED = 17; // <asm-generic/socket.h>
    private static final int MSG_DONTWAIT = 0x40; // <sys/socket.h>
    private static final int MSG_NOSIGNAL = 0x4000; // <sys/socket.h>
    private static final int ENAMETOOLONG = 36;

    private Sockets() {}

    @Import(name = "socket")
    @Include("sys/socket.h")
    private static native int socket0(int domain, int type, int protocol);

    @Import(name = "socketpair")
    @Include("sys/socket.h")
    private static native int socketpair0(int domain, int type, int protocol, Address descriptors);

    @Import(name = "bind")
    @Include("sys/socket.h")
    private static native int bind0(int fd, Address address, int length);

    @Import(name = "listen")
    @Include("sys/socket.h")
    private static native int listen0(int fd, int backlog);

    @Import(name = "accept4")
    @Include("sys/socket.h")
    private static native int accept4_0(int fd, Address address, Address length, int flags);

    @Import(name = "connect")
    @Include("sys/socket.h")
    private static native int connect0(int fd, Address address, int length);

    @Import(name = "getsockopt")
    @Include("sys/socket.h")
    private static native int getsockopt0(int fd, int level, int option, Address value, Address length);

    @Import(name = "send")
    @Include("sys/socket.h")
    private static native int send0(int fd, Address from, long count, int flags);

    @Import(name = "recv")
    @Include("sys/socket.h")
    private static native int recv0(int fd, Address into, long count, int flags);

    @Import(name = "sendto")
    @Include("sys/socket.h")
    private static native int sendto0(int fd, Address from, long count, int flags, Address to, int length);

    public static int stream(boolean blocking) {
        return checked(socket0(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | (blocking ? 0 : SOCK_NONBLOCK), 0));
    }

    public static int datagram() {
        return checked(socket0(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    }

    /** Two connected stream sockets that block. */
    public static int socketpair(int[] ends) {
        return checked(socketpair0(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, Address.ofData(ends)));
    }

    public static int bind(int fd, String path) {
        Struct address = address(path);
        return address.size() == 0 ? -ENAMETOOLONG : checked(bind0(fd, address.address(), address.size()));
    }

    /** Binds to a name of the abstract namespace, which is that of no file. */
    public static int bindAbstract(int fd, String name) {
        Struct address = address("\0" + name);
        return address.size() == 0 ? -ENAMETOOLONG : checked(bind0(fd, address.address(), address.size() - 1));
    }

    /** Connects to a path, or to an address {@code @NAME} of the abstract namespace. */
    public static int connect(int fd, String path) {
        boolean isFile = !path.startsWith("@");
        Struct address = address(isFile ? path : "\0" + path.substring(1));
        int length = isFile ? address.size() : address.size() - 1;
        return address.size() == 0 ? -ENAMETOOLONG : checked(connect0(fd, address.address(), length));
    }

    /** An empty one where the path is too long. */
    private static Struct address(String path) {
        byte[] name = Text.terminated(path);
        if (name.length > PATH_SIZE) {
            return new Struct(0);
        }
        Struct address = new Struct(2 + name.length).int16(0, AF_UNIX);
        System.arraycopy(name, 0, address.bytes(), 2, name.length);
        return address;
    }

    public static int listen(int fd, int backlog) {
        return checked(listen0(fd, backlog));
    }

    /** A connection that never blocks. */
    public static int accept(int fd) {
        return checked(accept4_0(fd, Memory.none(), Memory.none(), SOCK_NONBLOCK | SOCK_CLOEXEC));
    }

    /** Reads the peer's pid, user id and group id into {@code credentials}. */
    public static int peer(int fd, int[] credentials) {
        int[] length = {12};
        return checked(getsockopt0(fd, SOL_SOCKET, SO_PEERCRED, Address.ofData(credentials), Address.ofData(length)));
    }

    /** Sends without waiting and without SIGPIPE. */
    public static int send(int fd, byte[] from, int offset, int count) {
        return checked(send0(fd, Address.ofData(from).add(offset), count, MSG_DONTWAIT | MSG_NOSIGNAL));
    }

    /** Receives what is there without waiting, also on a socket that blocks. */
    public static int receive(int fd, byte[] into) {
        return checked(recv0(fd, Address.ofData(into), into.length, MSG_DONTWAIT));
    }

    /** A UDP socket for IPv4. */
    public static int udp() {
        return checked(socket0(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    }

    /** Sends a datagram without waiting. @param address of IPv4, most significant byte first */
    public static int sendTo(int fd, byte[] from, int count, int address, int port) {
        Struct to = new Struct(16)
                .int16(0, AF_INET)
                .int16(2, Short.reverseBytes((short) port))
                .int32(4, Integer.reverseBytes(address));
        return checked(sendto0(fd, Address.ofData(from), count, MSG_DONTWAIT | MSG_NOSIGNAL, to.address(), to.size()));
    }
}
