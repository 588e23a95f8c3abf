package dev.tend.template.parse;

/** A constant that is not well-formed. The parser adds the position. */
final class SyntaxException extends RuntimeException {
    SyntaxException(String message) {
        super(message, null, false, false);
    }
}
