package dev.tend.pidfile;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Identity;
import dev.tend.posix.Stat;
import dev.tend.posix.Times;
import dev.tend.proc.PidNamespace;

/**
 * The machine a pidfile is judged on; times in microseconds since 1970, by its present clock.
 *
 * @param booted when it was booted
 * @param firstSeen the clock at the boot, as far as that can be seen: the date of {@code /dev/null}
 * @param user our own user
 * @param namespace the pid namespace; "" where it is not known
 * @param began when its first process was started; 0 where that is not known
 */
record Machine(String bootId, long now, long booted, long firstSeen, int user, String namespace, long began) {

    /** A device made so long after the boot is nothing strange. */
    private static final long BOOT_TIME = 10_000_000;

    static Machine here() {
        Stat device = new Stat();
        long now = Times.micros(Times.CLOCK_REALTIME);
        long booted = now - Times.micros(Times.CLOCK_BOOTTIME);
        var files = new PosixFiles();
        long began = PidNamespace.began();
        return new Machine(
                bootId(files),
                now,
                booted,
                device.stat("/dev/null") < 0 ? now : device.changed(),
                Identity.geteuid(),
                PidNamespace.name(files),
                began < 0 ? 0 : started(booted, began));
    }

    private static String bootId(PosixFiles files) {
        try {
            return files.read("/proc/sys/kernel/random/boot_id", 100).trim();
        } catch (KernelException e) {
            throw KernelException.saying(
                    e.getMessage() + ", and nothing else tells whose a pid is: mount -t proc proc /proc", Errno.ENOSYS);
        }
    }

    /** When a process was started. @param birth in clock ticks since the boot */
    long started(long birth) {
        return started(booted, birth);
    }

    private static long started(long booted, long birth) {
        return booted + birth * (1_000_000 / Times.ticksPerSecond());
    }

    /** Tells whether pids of another pid namespace mean nothing here. */
    boolean isAnother(String otherNamespace) {
        return !namespace.isEmpty() && !otherNamespace.isEmpty() && !namespace.equals(otherNamespace);
    }

    /** Tells whether a date may be one that the clock had after the boot, and before it was set forward. */
    boolean mayBeOfAnotherClock(long date) {
        return firstSeen < booted - BOOT_TIME && date >= firstSeen && date < booted;
    }
}
