package dev.tend.kernel;

import dev.tend.format.FileException;

/** A call to the system failed. The message says what was tried and why it did not work, without a full stop. */
public final class KernelException extends FileException {

    private static final long serialVersionUID = 1;

    private final int errno;

    /**
     * @param tried the action that failed, such as {@code "cannot open /srv/web"}
     * @param errno the number of the error, see {@code errno(3)}
     */
    public KernelException(String tried, int errno) {
        super(tried + ": " + Errno.phrase(errno));
        this.errno = errno;
    }

    private KernelException(int errno, String problem) {
        super(problem);
        this.errno = errno;
    }

    /** Returns an exception that says more than the phrase of its error number. */
    public static KernelException saying(String problem, int errno) {
        return new KernelException(errno, problem);
    }

    /** Makes an exception that no error number names. */
    public KernelException(String problem) {
        this(Errno.EINVAL, problem);
    }

    public int errno() {
        return errno;
    }
}
