package dev.tend.certificate;

/** Files that a server cannot identify itself with; the message says which, why, and what to do. */
public final class UnusableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableException(String message) {
        super(message);
    }

    UnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
