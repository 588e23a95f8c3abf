package dev.tend.wire;

/** A line that is no request, or no reply; the message says why in one sentence. */
public final class WireException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WireException(String message) {
        super(message);
    }
}
