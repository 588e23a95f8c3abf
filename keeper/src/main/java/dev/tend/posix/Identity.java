package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** Who a process is: its ids and its capabilities. */
public final class Identity {

    private static final int PR_SET_KEEPCAPS = 8; // <linux/prctl.h>
    private static final int PR_CAPBSET_DROP = 24; // <linux/prctl.h>
    private static final int PR_CAP_AMBIENT = 47; // <linux/prctl.h>
    private static final int PR_CAP_AMBIENT_RAISE = 2; // <linux/prctl.h>
    private static final int CAPABILITY_VERSION_3 = 0x20080522; // <linux/capability.h>
    private static final long SYS_CAPSET = 126; // <asm/unistd_64.h>

    private Identity() {}

    @Import(name = "getuid")
    @Include("unistd.h")
    private static native int getuid0();

    @Import(name = "geteuid")
    @Include("unistd.h")
    private static native int geteuid0();

    @Import(name = "getgid")
    @Include("unistd.h")
    private static native int getgid0();

    @Import(name = "setresuid")
    @Include("unistd.h")
    private static native int setresuid0(int real, int effective, int saved);

    @Import(name = "setresgid")
    @Include("unistd.h")
    private static native int setresgid0(int real, int effective, int saved);

    @Import(name = "setgroups")
    @Include("grp.h")
    private static native int setgroups0(long count, Address groups);

    @Import(name = "prctl")
    @Include("sys/prctl.h")
    private static native int prctl0(int option, long a, long b, long c, long d);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall0(long number, Address a, Address b);

    public static int getuid() {
        return getuid0();
    }

    public static int geteuid() {
        return geteuid0();
    }

    public static int getgid() {
        return getgid0();
    }

    /** Sets the real, effective and saved user id. */
    public static int setuid(int user) {
        return checked(setresuid0(user, user, user));
    }

    /** Sets the real, effective and saved group id. */
    public static int setgid(int group) {
        return checked(setresgid0(group, group, group));
    }

    public static int setgroups(int[] groups) {
        return checked(setgroups0(groups.length, Address.ofData(groups)));
    }

    /** Makes permitted capabilities outlive the change to an unprivileged user. */
    public static int keepCapabilities() {
        return checked(prctl0(PR_SET_KEEPCAPS, 1, 0, 0, 0));
    }

    /** Takes a capability out of the bounding set, for good. */
    public static int dropFromBounding(int capability) {
        return checked(prctl0(PR_CAPBSET_DROP, capability, 0, 0, 0));
    }

    /** Puts a capability into the ambient set, so that it outlives {@code execve}. */
    public static int raiseAmbient(int capability) {
        return checked(prctl0(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0));
    }

    /**
     * Makes {@code set} (bit n is capability n) the permitted, effective and inheritable set.
     *
     * <pre>{@code
     * struct __user_cap_header_struct {   //  8 bytes
     *     __u32 version;                  //  0
     *     int pid;                        //  4
     * }
     * struct __user_cap_data_struct {     // 12 bytes; two of them, for bits 0-31 and 32-63
     *     __u32 effective;                //  0
     *     __u32 permitted;                //  4
     *     __u32 inheritable;              //  8
     * }
     * }</pre>
     */
    public static int capset(long set) {
        int[] header = {CAPABILITY_VERSION_3, 0};
        int low = (int) set;
        int high = (int) (set >>> 32);
        int[] data = {low, low, low, high, high, high};
        return (int) checked(syscall0(SYS_CAPSET, Address.ofData(header), Address.ofData(data)));
    }
}
