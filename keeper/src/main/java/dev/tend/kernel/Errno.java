package dev.tend.kernel;

/** The error numbers Tend tells apart, from {@code <asm-generic/errno.h>}, and the usual phrase for each, see {@code errno(3)}. */
public final class Errno {

    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int ENXIO = 6;
    public static final int E2BIG = 7;
    public static final int ENOEXEC = 8;
    public static final int EBADF = 9;
    public static final int ECHILD = 10;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int ETXTBSY = 26;
    public static final int EFBIG = 27;
    public static final int ENOSPC = 28;
    public static final int EROFS = 30;
    public static final int EPIPE = 32;
    public static final int ENAMETOOLONG = 36;
    public static final int ENOSYS = 38;
    public static final int ENOTEMPTY = 39;
    public static final int ELOOP = 40;
    public static final int EOPNOTSUPP = 95;
    public static final int EAFNOSUPPORT = 97;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENETUNREACH = 101;
    public static final int ECONNRESET = 104;
    public static final int ETIMEDOUT = 110;
    public static final int ECONNREFUSED = 111;
    public static final int EHOSTUNREACH = 113;
    public static final int EINPROGRESS = 115;
    public static final int EDQUOT = 122;
    public static final int ECANCELED = 125;

    private Errno() {}

    /** Returns the name of an error number which says that something is not permitted or does not exist, for people who look it up. */
    public static String name(int errno) {
        return switch (errno) {
            case EPERM -> "EPERM";
            case EACCES -> "EACCES";
            case ENOSYS -> "ENOSYS";
            default -> "errno " + errno;
        };
    }

    /** The phrase for an error number, in lower case as part of a sentence. */
    public static String phrase(int errno) {
        return switch (errno) {
            case EPERM -> "operation not permitted";
            case ENOENT -> "no such file or directory";
            case ESRCH -> "no such process";
            case EINTR -> "interrupted";
            case EIO -> "input/output error";
            case ENXIO -> "no such device or address";
            case E2BIG -> "argument list too long";
            case ENOEXEC -> "not an executable format (a script needs a first line such as #!/bin/sh)";
            case EBADF -> "bad file descriptor";
            case ECHILD -> "no child processes";
            case EAGAIN -> "resource temporarily unavailable";
            case ENOMEM -> "out of memory";
            case EACCES -> "permission denied";
            case EBUSY -> "device or resource busy";
            case EEXIST -> "exists already";
            case ENOTDIR -> "not a directory";
            case EISDIR -> "is a directory";
            case EINVAL -> "invalid argument";
            case ENFILE -> "too many open files in the system";
            case EMFILE -> "too many open files";
            case ETXTBSY -> "the program file is open for writing";
            case EFBIG -> "file too large";
            case ENOSPC -> "no space left on device";
            case EROFS -> "read-only file system";
            case EPIPE -> "broken pipe";
            case ENAMETOOLONG -> "name too long";
            case ENOSYS -> "not supported by this kernel";
            case ENOTEMPTY -> "directory not empty";
            case ELOOP -> "too many symbolic links";
            case EAFNOSUPPORT -> "address family not supported";
            case EADDRINUSE -> "address already in use";
            case EADDRNOTAVAIL -> "address not available";
            case ENETUNREACH -> "network unreachable";
            case ECONNRESET -> "connection reset by the other side";
            case ETIMEDOUT -> "connection timed out";
            case ECONNREFUSED -> "connection refused";
            case EHOSTUNREACH -> "host unreachable";
            case EDQUOT -> "disk quota exceeded";
            default -> "error " + errno;
        };
    }
}
