package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * How a process takes signals: as descriptors to read, never by handlers.
 *
 * <pre>{@code
 * typedef struct { unsigned long bits[16]; } sigset_t;   // 128 bytes; bit n-1 is signal n
 * struct signalfd_siginfo { uint32_t ssi_signo; ... }    // 128 bytes
 * }</pre>
 */
public final class Signalling {

    private static final int SIG_BLOCK = 0; // <signal.h>
    private static final int SIG_UNBLOCK = 1; // <signal.h>
    private static final int SIG_SETMASK = 2; // <signal.h>
    private static final int SIG_DFL = 0; // <signal.h>
    private static final int SIG_IGN = 1; // <signal.h>
    private static final int SFD_CLOEXEC_NONBLOCK = 0x80800; // <sys/signalfd.h>
    private static final int INFO_SIZE = 128;

    /** musl's SIGRTMIN, which TeaVM's runtime blocks as it starts. */
    private static final int RUNTIMES = 35;

    private Signalling() {}

    @Import(name = "signal")
    @Include("signal.h")
    private static native Address signal0(int signal, Address handler);

    @Import(name = "sigprocmask")
    @Include("signal.h")
    private static native int sigprocmask0(int how, Address mask, Address old);

    @Import(name = "signalfd")
    @Include("sys/signalfd.h")
    private static native int signalfd0(int fd, Address mask, int flags);

    @Import(name = "read")
    @Include("unistd.h")
    private static native int read0(int fd, Address into, long count);

    /** Blocks signals and returns a descriptor that reads them. */
    public static int signalfd(int... signals) {
        long[] set = new long[16];
        for (int signal : signals) {
            set[0] |= 1L << (signal - 1);
        }
        sigprocmask0(SIG_BLOCK, Address.ofData(set), Memory.none());
        return checked(signalfd0(-1, Address.ofData(set), SFD_CLOEXEC_NONBLOCK));
    }

    /** The next signal from {@link #signalfd}, or a negated errno. */
    public static int next(int fd) {
        byte[] info = new byte[INFO_SIZE];
        int count = checked(read0(fd, Address.ofData(info), INFO_SIZE));
        return count < 0 ? count : info[0];
    }

    public static void unblockAll() {
        long[] none = new long[16];
        sigprocmask0(SIG_SETMASK, Address.ofData(none), Memory.none());
    }

    /** Blocks nothing but what our parent has blocked. */
    public static void unblockRuntimes() {
        long[] set = new long[16];
        set[0] = 1L << (RUNTIMES - 1);
        sigprocmask0(SIG_UNBLOCK, Address.ofData(set), Memory.none());
    }

    public static void ignore(int signal) {
        signal0(signal, Address.fromLong(SIG_IGN));
    }

    public static void byDefault(int signal) {
        signal0(signal, Address.fromLong(SIG_DFL));
    }
}
