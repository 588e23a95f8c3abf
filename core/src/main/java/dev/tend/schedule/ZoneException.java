package dev.tend.schedule;

/** Data that describe no time zone; the message follows the name of their file: {@code is cut off}. */
public final class ZoneException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ZoneException(String message) {
        super(message);
    }
}
