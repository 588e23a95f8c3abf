package dev.tend.template.value;

/**
 * The error that a function of the language returns. The template that called it fails with this message and its own
 * position. It has no stack trace, since templates can cause many.
 */
public final class FunctionException extends RuntimeException {
    public FunctionException(String message) {
        super(message, null, false, false);
    }
}
