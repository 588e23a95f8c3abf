package dev.tend.text;

/** A line of an environment file that sets nothing; the message says so, without where. */
public final class EnvTextException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int line;

    EnvTextException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }
}
