package dev.tend.text;

/** A command line whose quotes do not match; the message says which one and in which column. */
public final class QuotingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    QuotingException(String message) {
        super(message);
    }
}
