package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * What became of a child.
 *
 * <pre>{@code
 * typedef struct {      // 128 bytes
 *     int si_signo;     //  0
 *     int si_code;      //  8
 *     pid_t si_pid;     // 16
 *     int si_status;    // 24
 * } siginfo_t;
 * }</pre>
 */
public final class Waiting {

    public static final int CLD_EXITED = 1; // <asm-generic/siginfo.h>
    public static final int CLD_STOPPED = 5; // <asm-generic/siginfo.h>

    private static final int P_ALL = 0; // <sys/wait.h>
    private static final int P_PID = 1; // <sys/wait.h>
    private static final int WNOHANG = 1; // <sys/wait.h>
    private static final int WUNTRACED = 2; // <sys/wait.h>, also called WSTOPPED
    private static final int WEXITED = 4; // <sys/wait.h>
    private static final int WNOWAIT = 0x1000000; // <sys/wait.h>

    private final Struct info = new Struct(128);

    @Import(name = "waitid")
    @Include("sys/wait.h")
    private static native int waitid0(int idType, int id, Address info, int options);

    @Import(name = "waitpid")
    @Include("sys/wait.h")
    private static native int waitpid0(int pid, Address status, int options);

    /** Looks for any child that has ended, and leaves it unreaped. Returns its pid, 0 where there is none, or an error. */
    public int peek() {
        return wait(P_ALL, 0, WEXITED | WNOHANG | WNOWAIT);
    }

    /** Looks for any child that has ended or been stopped, and takes note of it. Returns as {@link #peek}. */
    public int next() {
        return wait(P_ALL, 0, WEXITED | WUNTRACED | WNOHANG);
    }

    /** Reaps a child if it has ended. Returns as {@link #peek}. */
    public int take(int pid) {
        return wait(P_PID, pid, WEXITED | WNOHANG);
    }

    private int wait(int idType, int id, int options) {
        info.int32(16, 0);
        int result = checked(waitid0(idType, id, info.address(), options));
        return result < 0 ? result : info.int32(16);
    }

    /** How it ended: {@link #CLD_EXITED} or, with any other number, by a signal. */
    public int code() {
        return info.int32(8);
    }

    /** The exit code, or the number of the signal. */
    public int status() {
        return info.int32(24);
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
