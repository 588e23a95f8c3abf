package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** The identity of a process: its ids and its capabilities. */
public final class Identity {

    private static final int PR_GET_DUMPABLE = 3; // <linux/prctl.h>
    private static final int PR_SET_DUMPABLE = 4;
    private static final int PR_CAPBSET_READ = 23; // <linux/prctl.h>

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

    @Import(name = "getegid")
    @Include("unistd.h")
    private static native int getegid0();

    @Import(name = "setfsuid")
    @Include("sys/fsuid.h")
    private static native int setfsuid0(int user);

    @Import(name = "setfsgid")
    @Include("sys/fsuid.h")
    private static native int setfsgid0(int group);

    @Import(name = "prctl")
    @Include("sys/prctl.h")
    private static native int prctl0(int option, long a, long b, long c, long d);

    public static int getuid() {
        return getuid0();
    }

    public static int geteuid() {
        return geteuid0();
    }

    public static int getgid() {
        return getgid0();
    }

    public static int getegid() {
        return getegid0();
    }

    /**
     * Opens files as another user from now on. The system then takes us for a program with privileges, whose memory nobody may
     * look at; that is taken back, as nothing of another user's is in it.
     */
    public static void setFileAccess(int user, int group) {
        long dumpable = prctl0(PR_GET_DUMPABLE, 0, 0, 0, 0);
        if (user == geteuid0()) {
            setfsuid0(user);
            setfsgid0(group);
        } else {
            setfsgid0(group);
            setfsuid0(user);
        }
        prctl0(PR_SET_DUMPABLE, dumpable, 0, 0, 0);
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

    /** Tells whether the kernel knows a capability by this number. */
    public static boolean isCapability(int number) {
        return prctl0(PR_CAPBSET_READ, number, 0, 0, 0) >= 0;
    }
}
