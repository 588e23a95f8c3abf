package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * Signals as a descriptor that is read, so that none interrupts anything. Where the system refuses {@code signalfd(2)}, handlers
 * write to a pipe instead, as they do for signals that must not be blocked.
 *
 * <pre>{@code
 * struct signalfd_siginfo {   // 128 bytes
 *     uint32_t ssi_signo;     //  0
 *     int32_t ssi_code;       //  8
 *     uint32_t ssi_pid;       // 12
 * }
 * }</pre>
 */
public final class SignalReader {

    private static final int INFO_SIZE = 128;
    private static final int SIGPIPE = 13; // <signal.h>
    private static final int SIGURG = 23; // <signal.h>
    private static final int SIGXFSZ = 25; // <signal.h>
    private static final int EPERM = 1; // <asm-generic/errno-base.h>
    private static final int ENOSYS = 38; // <asm-generic/errno.h>

    /** The pipe of the handlers, which there is once in a process. */
    private static final int[] PIPE = {-1, -1};

    private final int descriptor;
    private final boolean piped;
    private final Struct info = new Struct(INFO_SIZE);

    private SignalReader(int descriptor, boolean piped) {
        this.descriptor = descriptor;
        this.piped = piped;
    }

    @Import(name = "read")
    @Include("unistd.h")
    private static native int read0(int fd, Address into, long count);

    /** Reads the signals of a set, which do nothing else from now on. */
    public static SignalReader of(long signals) {
        Signalling.block(signals);
        int fd = Signalling.signalfd(signals);
        return fd == -ENOSYS || fd == -EPERM ? relayed(signals) : new SignalReader(fd, false);
    }

    /** Reads those of a set that other processes send, and leaves them unblocked: what the kernel raises has its usual effect. */
    public static SignalReader relayed(long signals) {
        int result = PIPE[0] >= 0 ? 0 : Descriptors.pipe2(PIPE);
        if (result < 0) {
            return new SignalReader(result, true);
        }
        Signalling.relay(signals, PIPE[1]);
        return new SignalReader(PIPE[0], true);
    }

    /** Becomes readable with the next signal; a negated errno where there can be no reader. */
    public int descriptor() {
        return descriptor;
    }

    /** Returns the next signal, or a negated errno: {@code -EAGAIN} where there is none. */
    public int next() {
        while (true) {
            int count = checked(read0(descriptor, info.address(), piped ? 1 : INFO_SIZE));
            if (count <= 0 || !isOurOwn()) {
                return count < 0 ? count : info.bytes()[0];
            }
        }
    }

    /** Tells whether a signal is a result of our own acts: the system sends one for a broken pipe, a full file and a broken lease. */
    private boolean isOurOwn() {
        return !piped
                && switch (info.int32(0)) {
                    case SIGPIPE, SIGXFSZ -> info.int32(12) == Tasks.getpid();
                    case SIGURG -> info.int32(8) > 0;
                    default -> false;
                };
    }

    /** Closes the descriptor, but for the handlers' pipe: what comes later is read by the next reader. */
    public void close() {
        if (!piped && descriptor >= 0) {
            Descriptors.close(descriptor);
        }
    }
}
