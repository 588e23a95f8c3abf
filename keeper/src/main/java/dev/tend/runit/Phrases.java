package dev.tend.runit;

import dev.tend.kernel.Errno;

/** The phrases of runit's commands for error numbers, where they are not the usual ones: scripts look for them. */
final class Phrases {

    private Phrases() {}

    static String of(int errno) {
        return switch (errno) {
            case Errno.ENOENT -> "file does not exist";
            case Errno.EACCES -> "access denied";
            case Errno.EPERM -> "permission denied";
            case Errno.EAGAIN -> "temporary failure";
            case Errno.EEXIST -> "file already exists";
            case Errno.EINTR -> "interrupted system call";
            case Errno.ETXTBSY -> "text busy";
            case Errno.ENXIO -> "device not configured";
            case Errno.ENOEXEC -> "exec format error";
            case Errno.EBADF -> "file descriptor not open";
            case Errno.EBUSY -> "device busy";
            case Errno.ENFILE -> "system cannot open more files";
            case Errno.EMFILE -> "process cannot open more files";
            case Errno.EFBIG -> "file too big";
            case Errno.ENOSPC -> "out of disk space";
            case Errno.ENAMETOOLONG -> "file name too long";
            case Errno.ENOSYS -> "system call not available";
            case Errno.ELOOP -> "symbolic link loop";
            case Errno.EADDRINUSE -> "address already used";
            case Errno.ECONNRESET -> "connection reset";
            default -> Errno.phrase(errno);
        };
    }
}
