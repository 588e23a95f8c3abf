package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** Processes: their start, signals to them, and their end. There is one thread, so {@code fork} may be followed by anything. */
public final class Tasks {

    private static final int PRIO_PROCESS = 0; // <sys/resource.h>
    private static final int RUSAGE_CHILDREN = -1; // <sys/resource.h>
    private static final int PR_SET_PDEATHSIG = 1; // <linux/prctl.h>
    private static final int PR_SET_CHILD_SUBREAPER = 36; // <linux/prctl.h>
    private static final long SYS_CLONE = 56; // <asm/unistd_64.h>
    private static final long SYS_GETRLIMIT = 97; // <asm/unistd_64.h>; prlimit64, which libc uses, may be refused
    private static final long SYS_GETPRIORITY = 140; // <asm/unistd_64.h>
    private static final long SYS_SETRLIMIT = 160; // <asm/unistd_64.h>
    private static final int LOWEST_NICE = 20; // what the system call subtracts the nice value from
    private static final long SYS_PIDFD_SEND_SIGNAL = 424; // <asm/unistd_64.h>
    private static final int PIDFD_SIGNAL_PROCESS_GROUP = 4; // <linux/pidfd.h>, since Linux 6.9
    private static final long SYS_PIDFD_OPEN = 434; // <asm/unistd_64.h>
    private static final long SYS_CLONE3 = 435; // <asm/unistd_64.h>
    private static final long SYS_PIDFD_GETFD = 438; // <asm/unistd_64.h>
    private static final long CLONE_INTO_CGROUP = 0x2_0000_0000L; // <linux/sched.h>
    private static final long SIGCHLD = 17; // <signal.h>

    private Tasks() {}

    @Import(name = "fork")
    @Include("unistd.h")
    private static native int fork0();

    @Import(name = "_exit")
    @Include("unistd.h")
    private static native void exitNow0(int status);

    @Import(name = "exit")
    @Include("stdlib.h")
    private static native void exit0(int status);

    @Import(name = "getpid")
    @Include("unistd.h")
    private static native int getpid0();

    @Import(name = "setsid")
    @Include("unistd.h")
    private static native int setsid0();

    @Import(name = "getsid")
    @Include("unistd.h")
    private static native int getsid0(int pid);

    @Import(name = "setpgid")
    @Include("unistd.h")
    private static native int setpgid0(int pid, int group);

    @Import(name = "getpgrp")
    @Include("unistd.h")
    private static native int getpgrp0();

    @Import(name = "kill")
    @Include("signal.h")
    private static native int kill0(int pid, int signal);

    @Import(name = "setpriority")
    @Include("sys/resource.h")
    private static native int setpriority0(int which, int who, int priority);

    @Import(name = "prctl")
    @Include("sys/prctl.h")
    private static native int prctl0(int option, long a, long b, long c, long d);

    @Import(name = "getrusage")
    @Include("sys/resource.h")
    private static native int getrusage0(int who, Address usage);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long rlimit0(long number, long resource, Address limit);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall0(long number, long a, long b, long c, long d);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long clone3(long number, Address arguments, long size);

    public static int fork() {
        return checked(fork0());
    }

    /**
     * As {@link #fork}, but the child is in the control group that a descriptor of its folder stands for, if it is not -1, and in
     * new namespaces. With one thread only, the C library need not know of it.
     *
     * <pre>{@code
     * struct clone_args {      // 88 bytes
     *     u64 flags;           //  0
     *     u64 exit_signal;     // 32
     *     u64 cgroup;          // 80
     * }
     * }</pre>
     */
    public static int forkInto(int group, int namespaces) {
        if (group < 0) {
            return namespaces == 0 ? fork() : (int) checked(syscall0(SYS_CLONE, namespaces | SIGCHLD, 0, 0, 0));
        }
        Struct arguments = new Struct(88)
                .int64(0, CLONE_INTO_CGROUP | namespaces)
                .int64(32, SIGCHLD)
                .int64(80, group);
        return (int) checked(clone3(SYS_CLONE3, arguments.address(), arguments.size()));
    }

    /** Ends the process at once: no buffer is flushed, nothing of the parent's is touched. */
    public static void exitNow(int status) {
        exitNow0(status);
    }

    public static void exit(int status) {
        exit0(status);
    }

    public static int getpid() {
        return getpid0();
    }

    public static int setsid() {
        return checked(setsid0());
    }

    /** Returns the pid of our session's leader. */
    public static int getsid() {
        return getsid0(0);
    }

    public static int setpgid(int pid, int group) {
        return checked(setpgid0(pid, group));
    }

    public static int getpgrp() {
        return getpgrp0();
    }

    /** To a process, or, where {@code pid} is negative, to the process group with that number. */
    public static int kill(int pid, int signal) {
        return checked(kill0(pid, signal));
    }

    public static int pidfdOpen(int pid) {
        return (int) checked(syscall0(SYS_PIDFD_OPEN, pid, 0, 0, 0));
    }

    public static int pidfdSendSignal(int fd, int signal) {
        return (int) checked(syscall0(SYS_PIDFD_SEND_SIGNAL, fd, signal, 0, 0));
    }

    /** To the process group whose number the process has or had; -EINVAL where the kernel cannot do that. */
    public static int pidfdSendSignalToGroup(int fd, int signal) {
        return (int) checked(syscall0(SYS_PIDFD_SEND_SIGNAL, fd, signal, 0, PIDFD_SIGNAL_PROCESS_GROUP));
    }

    /** A second descriptor, here, of what a descriptor of that process stands for; needs the right to trace it. */
    public static int pidfdGetfd(int fd, int theirs) {
        return (int) checked(syscall0(SYS_PIDFD_GETFD, fd, theirs, 0, 0));
    }

    /** Orphans among our descendants become our children. */
    public static int becomeSubreaper() {
        return checked(prctl0(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0));
    }

    /** The signal that we get when our parent ends; a program that we become keeps it. */
    public static int setDeathSignal(int signal) {
        return checked(prctl0(PR_SET_PDEATHSIG, signal, 0, 0, 0));
    }

    /**
     * The processor time of our children that have ended, in microseconds, and the most memory that one of them had, in bytes.
     *
     * <pre>{@code
     * struct rusage {                // 144 bytes
     *     struct timeval ru_utime;   //  0: seconds, microseconds
     *     struct timeval ru_stime;   // 16
     *     long ru_maxrss;            // 32: kilobytes
     * }
     * }</pre>
     */
    public static long[] childrenUsage() {
        long[] usage = new long[18];
        getrusage0(RUSAGE_CHILDREN, Address.ofData(usage));
        return new long[] {(usage[0] + usage[2]) * 1_000_000 + usage[1] + usage[3], usage[4] << 10};
    }

    /** Our own nice value. */
    public static int niceness() {
        return LOWEST_NICE - (int) syscall0(SYS_GETPRIORITY, PRIO_PROCESS, 0, 0, 0);
    }

    public static int setpriority(int nice) {
        return checked(setpriority0(PRIO_PROCESS, 0, nice));
    }

    /**
     * Reads a resource limit into {@code softAndHard}; -1 is unlimited.
     *
     * <pre>{@code
     * struct rlimit {        // 16 bytes
     *     rlim_t rlim_cur;   //  0
     *     rlim_t rlim_max;   //  8
     * }
     * }</pre>
     */
    public static int getrlimit(int resource, long[] softAndHard) {
        return (int) checked(rlimit0(SYS_GETRLIMIT, resource, Address.ofData(softAndHard)));
    }

    public static int setrlimit(int resource, long soft, long hard) {
        long[] limit = {soft, hard};
        return (int) checked(rlimit0(SYS_SETRLIMIT, resource, Address.ofData(limit)));
    }
}
