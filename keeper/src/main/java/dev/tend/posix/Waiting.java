package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import dev.tend.lifecycle.ResourceUse;
import dev.tend.text.Durations;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * The end of a child.
 *
 * <pre>{@code
 * typedef struct {      // 128 bytes
 *     int si_signo;     //  0
 *     int si_code;      //  8
 *     pid_t si_pid;     // 16
 *     int si_status;    // 24
 * } siginfo_t;
 *
 * struct rusage {                  // 144 bytes
 *     struct timeval ru_utime;     //  0
 *     struct timeval ru_stime;     // 16
 *     long ru_maxrss;              // 32, KiB
 *     long ru_minflt, ru_majflt;   // 64, 72
 *     long ru_inblock, ru_oublock; // 88, 96, of 512 bytes
 * };
 * }</pre>
 */
public final class Waiting {

    public static final int CLD_EXITED = 1; // <asm-generic/siginfo.h>
    public static final int CLD_STOPPED = 5; // <asm-generic/siginfo.h>

    private static final int CLD_KILLED = 2; // <asm-generic/siginfo.h>

    private static final int WAITID = 247; // <asm/unistd_64.h>
    private static final int KIB = 1024;
    private static final int BLOCK = 512;

    private static final int P_ALL = 0; // <sys/wait.h>
    private static final int ANY = -1;
    private static final int WNOHANG = 1; // <sys/wait.h>
    private static final int WUNTRACED = 2; // <sys/wait.h>
    private static final int WEXITED = 4; // <sys/wait.h>
    private static final int WNOWAIT = 0x1000000; // <sys/wait.h>
    private static final int STOPPED = 0x7f; // <bits/waitstatus.h>

    private final Struct info = new Struct(128);
    private final Struct usage = new Struct(144);
    private final int[] word = new int[1];
    private int code;
    private int status;

    /** The system call has an argument more than the function {@code waitid}. */
    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall0(long number, long idType, long id, Address info, long options, Address usage);

    @Import(name = "waitpid")
    @Include("sys/wait.h")
    private static native int waitpid0(int pid, Address status, int options);

    /** Looks for any child that has ended, with its {@link #use}, and leaves it unreaped. Returns its pid, 0 where there is none, or an error. */
    public int peek() {
        info.int32(16, 0);
        int result =
                (int) checked(syscall0(WAITID, P_ALL, 0, info.address(), WEXITED | WNOHANG | WNOWAIT, usage.address()));
        code = info.int32(8);
        status = info.int32(24);
        return result < 0 ? result : info.int32(16);
    }

    /** Looks for any child that has ended or been stopped, and takes note of it. Returns as {@link #peek}. */
    public int next() {
        return take(ANY, WNOHANG | WUNTRACED);
    }

    /** Reaps a child if it has ended. Returns as {@link #peek}. */
    public int take(int pid) {
        return take(pid, WNOHANG);
    }

    private int take(int pid, int options) {
        word[0] = 0;
        int result = checked(waitpid0(pid, Address.ofData(word), options));
        int low = word[0] & STOPPED;
        code = (word[0] & 0xff) == STOPPED ? CLD_STOPPED : low == 0 ? CLD_EXITED : CLD_KILLED;
        status = code == CLD_KILLED ? low : word[0] >> 8 & 0xff;
        return result;
    }

    /** Returns the kind of its end: {@link #CLD_EXITED} or, with any other number, by a signal. */
    public int code() {
        return code;
    }

    /** Returns what the child that {@link #peek} has found used, with its descendants that were waited for. */
    public ResourceUse use() {
        return new ResourceUse(
                micros(0),
                micros(16),
                usage.int64(32) * KIB,
                usage.int64(64),
                usage.int64(72),
                usage.int64(88) * BLOCK,
                usage.int64(96) * BLOCK);
    }

    private long micros(int offset) {
        return usage.int64(offset) * Durations.SECOND + usage.int64(offset + 8);
    }

    /** The exit code, or the number of the signal. */
    public int status() {
        return status;
    }

    /**
     * Reaps one child, or waits for it to end.
     *
     * @param status gets what {@code waitpid(2)} says of it: 0 where it exited with 0
     * @return its pid, or 0 where it runs
     */
    public static int reap(int pid, boolean wait, int[] status) {
        return checked(waitpid0(pid, Address.ofData(status), wait ? 0 : WNOHANG));
    }

    /** Reaps a child that has ended. */
    public static int reap(int pid) {
        int[] status = new int[1];
        return checked(waitpid0(pid, Address.ofData(status), WNOHANG));
    }
}
