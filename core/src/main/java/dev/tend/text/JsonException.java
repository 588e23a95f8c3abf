package dev.tend.text;

/** A text that is no JSON document; the message says what was wrong and in which column. */
public final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    JsonException(String message, int offset) {
        super(message + " in column " + (offset + 1));
    }
}
