package dev.tend.client;

/** The keeper does not answer; the message says why in one sentence. */
public final class KeeperException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public KeeperException(String message, Throwable cause) {
        super(message, cause);
    }

    public KeeperException(String message) {
        super(message);
    }
}
