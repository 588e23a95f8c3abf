package dev.tend.render;

/** Reports a template that is invalid, or whose evaluation failed; the message says where. */
final class TemplateError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    /** @param line from 1; 0 where it is unknown */
    TemplateError(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
