package dev.tend.posix;

import java.util.ArrayList;
import java.util.List;

/**
 * A system call to be made later: by a child that runs no Java, see {@link Script}. The methods have the names of the man pages
 * in section 2. A call that fails ends the script, where {@link #or} says what it was for; else that does not matter.
 */
public final class Step {

    /** An argument: the result of the last step that {@link #keep} marks. */
    public static final long KEPT = Long.MIN_VALUE;

    static final long END = -1;
    private static final long AWAIT = -2;
    private static final long EXECUTE = -3;
    private static final long INIT = -4;
    private static final int KEEPS = 1;
    private static final int IS_CHANNEL = 2;

    // <asm/unistd_64.h>
    private static final long WRITE = 1;
    private static final long CLOSE = 3;
    private static final long RT_SIGACTION = 13;
    private static final long RT_SIGPROCMASK = 14;
    private static final long DUP2 = 33;
    private static final long FCNTL = 72;
    private static final long CHDIR = 80;
    private static final long UMASK = 95;
    private static final long SETSID = 112;
    private static final long SETGROUPS = 116;
    private static final long SETRESUID = 117;
    private static final long SETRESGID = 119;
    private static final long CAPSET = 126;
    private static final long SETPRIORITY = 141;
    private static final long PRCTL = 157;
    private static final long SETRLIMIT = 160;
    private static final long CHROOT = 161;
    private static final long OPENAT = 257;
    private static final long DUP3 = 292;
    private static final long CLOSE_RANGE = 436;

    private static final long AT_FDCWD = -100; // <fcntl.h>
    private static final long O_CLOEXEC = 0x80000; // <fcntl.h>
    private static final long F_SETFL = 4; // <fcntl.h>
    private static final long SIG_SETMASK = 2; // <signal.h>
    private static final long SIGSET_SIZE = 8;
    private static final long PRIO_PROCESS = 0; // <sys/resource.h>

    // <linux/prctl.h>
    private static final long PR_SET_PDEATHSIG = 1;
    private static final long PR_SET_KEEPCAPS = 8;
    private static final long PR_CAPBSET_DROP = 24;
    private static final long PR_SET_NO_NEW_PRIVS = 38;
    private static final long PR_CAP_AMBIENT = 47;
    private static final long PR_CAP_AMBIENT_RAISE = 2;

    private static final int CAPABILITY_VERSION_3 = 0x20080522; // <linux/capability.h>

    private final long call;
    private final Object[] arguments;
    private String failing = "";
    private int flags;

    /** @param arguments each a Long, or what is laid out in memory: a String, a byte array, an {@link Execution} */
    private Step(long call, Object... arguments) {
        this.call = call;
        this.arguments = arguments;
    }

    /** The child waits for its go, a byte over its channel, and ends where that can never come. */
    public static Step await() {
        return new Step(AWAIT);
    }

    /** The child becomes a program; what went wrong with that it knows to say by itself. */
    public static Step execute(Execution program) {
        return new Step(EXECUTE, program);
    }

    /**
     * The process becomes the first of its pid namespace, and a child of it goes on.
     *
     * @param group whether that child's whole process group gets the signals that come to it, not the child alone
     */
    public static Step init(boolean group) {
        return new Step(INIT, group ? 1L : 0L);
    }

    public static Step setsid() {
        return new Step(SETSID);
    }

    /**
     * A signal is taken as by default.
     *
     * <pre>{@code
     * struct kernel_sigaction { void (*handler)(int); unsigned long flags; void (*restorer)(void); sigset_t mask; } // 32 bytes
     * }</pre>
     */
    public static Step byDefault(int signal) {
        return new Step(RT_SIGACTION, (long) signal, new byte[32], 0L, SIGSET_SIZE);
    }

    public static Step unblockAll() {
        return new Step(RT_SIGPROCMASK, SIG_SETMASK, new byte[(int) SIGSET_SIZE], 0L, SIGSET_SIZE);
    }

    /** Closes the descriptors from {@code first} to {@code last}; an old kernel leaves that to close-on-exec. */
    public static Step closeRange(long first, long last) {
        return new Step(CLOSE_RANGE, first, last, 0L);
    }

    public static Step open(String path, int flags, int mode) {
        return new Step(OPENAT, AT_FDCWD, path, flags | O_CLOEXEC, (long) mode);
    }

    public static Step write(long fd, byte[] text) {
        return new Step(WRITE, fd, text, (long) text.length);
    }

    public static Step close(long fd) {
        return new Step(CLOSE, fd);
    }

    public static Step dup2(long from, int to) {
        return new Step(DUP2, from, (long) to);
    }

    /** As {@link #dup2}, but the new descriptor is not handed down to programs. */
    public static Step dup3(long from, int to) {
        return new Step(DUP3, from, (long) to, O_CLOEXEC);
    }

    /** Sets the status flags of an open file, of which one is not to wait. */
    public static Step setFlags(long fd, int flags) {
        return new Step(FCNTL, fd, F_SETFL, (long) flags);
    }

    public static Step chdir(String path) {
        return new Step(CHDIR, path);
    }

    public static Step chroot(String path) {
        return new Step(CHROOT, path);
    }

    public static Step umask(int mask) {
        return new Step(UMASK, (long) mask);
    }

    public static Step setpriority(int nice) {
        return new Step(SETPRIORITY, PRIO_PROCESS, 0L, (long) nice);
    }

    /** @param soft -1: unlimited, as {@code hard} */
    public static Step setrlimit(int resource, long soft, long hard) {
        return new Step(
                SETRLIMIT,
                (long) resource,
                new Struct(16).int64(0, soft).int64(8, hard).bytes());
    }

    public static Step setgroups(List<Integer> groups) {
        var array = new Struct(4 * groups.size());
        for (int i = 0; i < groups.size(); i++) {
            array.int32(4 * i, groups.get(i));
        }
        return new Step(SETGROUPS, (long) groups.size(), array.bytes());
    }

    /** Sets the real, effective and saved group id. */
    public static Step setgid(int group) {
        long id = Integer.toUnsignedLong(group);
        return new Step(SETRESGID, id, id, id);
    }

    /** Sets the real, effective and saved user id. */
    public static Step setuid(int user) {
        long id = Integer.toUnsignedLong(user);
        return new Step(SETRESUID, id, id, id);
    }

    /** Makes permitted capabilities outlive the change to an unprivileged user. */
    public static Step keepCapabilities() {
        return new Step(PRCTL, PR_SET_KEEPCAPS, 1L, 0L, 0L, 0L);
    }

    /** Takes a capability out of the bounding set, for good. */
    public static Step dropFromBounding(int capability) {
        return new Step(PRCTL, PR_CAPBSET_DROP, (long) capability, 0L, 0L, 0L);
    }

    /** Puts a capability into the ambient set, so that it outlives {@code execve}. */
    public static Step raiseAmbient(int capability) {
        return new Step(PRCTL, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, (long) capability, 0L, 0L);
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
    public static Step capset(long set) {
        var data = new Struct(24);
        for (int i = 0; i < 3; i++) {
            data.int32(4 * i, (int) set).int32(12 + 4 * i, (int) (set >>> 32));
        }
        return new Step(CAPSET, new Struct(8).int32(0, CAPABILITY_VERSION_3).bytes(), data.bytes());
    }

    public static Step setNoNewPrivs() {
        return new Step(PRCTL, PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L);
    }

    /** The signal that the child gets when its parent ends; its program keeps it. */
    public static Step setDeathSignal(int signal) {
        return new Step(PRCTL, PR_SET_PDEATHSIG, (long) signal, 0L, 0L, 0L);
    }

    /** Sets the action to name if it fails: {@code "cannot change to /srv"}. */
    public Step or(String what) {
        failing = what;
        return this;
    }

    /** Its result will be {@link #KEPT}. */
    public Step keep() {
        flags |= KEEPS;
        return this;
    }

    /** Its result is the channel from now on. */
    public Step becomeChannel() {
        flags |= IS_CHANNEL;
        return this;
    }

    long call() {
        return call;
    }

    Object[] arguments() {
        return arguments;
    }

    String failing() {
        return failing;
    }

    int flags() {
        return flags;
    }

    /** For tests: the number of the call, its arguments but for memory, and what it was for. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        for (Object argument : arguments) {
            words.add(argument instanceof byte[] ? "*" : argument.equals(KEPT) ? "kept" : argument.toString());
        }
        return call + "(" + String.join(", ", words) + ")" + (failing.isEmpty() ? "" : " or " + failing);
    }
}
