package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * Datagrams that come with what the system knows of their sender. There is room for that alone: descriptors that come along are
 * dropped by the system, for they would come behind it.
 *
 * <pre>{@code
 * struct msghdr {                   // 56 bytes
 *     void *msg_name;               //  0
 *     socklen_t msg_namelen;        //  8
 *     struct iovec *msg_iov;        // 16
 *     size_t msg_iovlen;            // 24
 *     void *msg_control;            // 32
 *     size_t msg_controllen;        // 40
 *     int msg_flags;                // 48
 * }
 * struct iovec {                    // 16 bytes
 *     void *iov_base;               //  0
 *     size_t iov_len;               //  8
 * }
 * struct cmsghdr {                  // 16 bytes, the data behind it
 *     size_t cmsg_len;              //  0
 *     int cmsg_level;               //  8
 *     int cmsg_type;                // 12
 * }
 * }</pre>
 */
public final class Messages {

    private static final int SOL_SOCKET = 1; // <asm-generic/socket.h>
    private static final int SO_PASSCRED = 16; // <asm-generic/socket.h>
    private static final int SCM_CREDENTIALS = 2; // <linux/socket.h>
    private static final int MSG_TRUNC = 0x20; // <sys/socket.h>
    private static final int MSG_DONTWAIT = 0x40; // <sys/socket.h>
    private static final int MSG_CMSG_CLOEXEC = 0x40000000; // <sys/socket.h>
    private static final int CREDENTIALS_SPACE = 32;

    private final byte[] text;
    private final Struct message = new Struct(56);
    private final Struct vector = new Struct(16);
    private final Struct control = new Struct(CREDENTIALS_SPACE);

    /** @param longest message there may be, in bytes */
    public Messages(int longest) {
        text = new byte[longest];
    }

    @Import(name = "setsockopt")
    @Include("sys/socket.h")
    private static native int setsockopt0(int fd, int level, int option, Address value, int length);

    @Import(name = "recvmsg")
    @Include("sys/socket.h")
    private static native long recvmsg0(int fd, Address message, int flags);

    /** Lets each message from here on name its sender. */
    public static int passCredentials(int fd) {
        int[] on = {1};
        return checked(setsockopt0(fd, SOL_SOCKET, SO_PASSCRED, Address.ofData(on), 4));
    }

    /** Receives the next message, without waiting. Returns its length, or a negated errno. */
    public int receive(int fd) {
        control.clear();
        message.clear();
        vector.int64(0, Address.ofData(text).toLong()).int64(8, text.length);
        message.int64(16, vector.address().toLong()).int64(24, 1);
        message.int64(32, control.address().toLong()).int64(40, CREDENTIALS_SPACE);
        return (int) checked(recvmsg0(fd, message.address(), MSG_DONTWAIT | MSG_CMSG_CLOEXEC));
    }

    /** Tells whether the message was longer than there is room for. */
    public boolean isCut() {
        return (message.int32(48) & MSG_TRUNC) != 0;
    }

    public byte[] text() {
        return text;
    }

    /** Returns the sender's pid; 0 where it is not known. */
    public int pid() {
        return isSigned() ? control.int32(16) : 0;
    }

    /** Returns the sender's user id; -1 where it is not known. */
    public int user() {
        return isSigned() ? control.int32(20) : -1;
    }

    private boolean isSigned() {
        return control.int32(8) == SOL_SOCKET && control.int32(12) == SCM_CREDENTIALS;
    }
}
