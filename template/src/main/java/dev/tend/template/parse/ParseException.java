package dev.tend.template.parse;

/** An error in the source of a template. The message has Go's form, {@code template: NAME:LINE: MESSAGE}. */
public final class ParseException extends RuntimeException {
    private final int line;

    ParseException(String template, int line, String message) {
        super("template: " + template + ":" + line + ": " + message, null, false, false);
        this.line = line;
    }

    /** Returns the line of the error, from 1 on. */
    public int line() {
        return line;
    }
}
