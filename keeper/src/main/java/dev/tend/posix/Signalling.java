package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * The signal mask and handlers of a process, see {@link SignalReader}. A set of signals is a long, bit n-1 for signal n.
 *
 * <pre>{@code
 * typedef struct { unsigned long bits[16]; } sigset_t;   // 128 bytes
 * }</pre>
 */
public final class Signalling {

    private static final int SIG_BLOCK = 0; // <signal.h>
    private static final int SIG_UNBLOCK = 1; // <signal.h>
    private static final int SIG_SETMASK = 2; // <signal.h>
    private static final int SIG_DFL = 0; // <signal.h>
    private static final int SIG_IGN = 1; // <signal.h>
    private static final int SFD_CLOEXEC_NONBLOCK = 0x80800; // <sys/signalfd.h>
    private static final int NO_PIPE = -1;

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

    @Import(name = "tend_relay")
    @Include(value = "signals.h", isSystem = false)
    private static native void relay0(long signals, int pipe);

    /** The set with one signal. */
    public static long bit(int signal) {
        return 1L << (signal - 1);
    }

    /** Blocks the signals of a set. */
    static void block(long signals) {
        sigprocmask0(SIG_BLOCK, Address.ofData(wide(signals)), Memory.none());
    }

    /** Returns a descriptor that reads blocked signals, or a negated errno. */
    static int signalfd(long signals) {
        return checked(signalfd0(-1, Address.ofData(wide(signals)), SFD_CLOEXEC_NONBLOCK));
    }

    private static long[] wide(long signals) {
        long[] set = new long[16];
        set[0] = signals;
        return set;
    }

    /** Has signals of a set that other processes send written to a pipe, a byte each. They are not blocked. */
    static void relay(long signals, int pipe) {
        relay0(signals, pipe);
    }

    /** Drops signals of a set that other processes send. They are not blocked: a fault of our own still ends the program. */
    public static void drop(long signals) {
        relay0(signals, NO_PIPE);
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
