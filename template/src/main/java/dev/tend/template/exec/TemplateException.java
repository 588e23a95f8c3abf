package dev.tend.template.exec;

import dev.tend.template.value.Position;

/** An error of an evaluation. The message has Go's form, {@code template: NAME:LINE:COLUMN: executing "X" at <NODE>: MESSAGE}. */
public final class TemplateException extends RuntimeException {
    private final transient Position position;

    TemplateException(Position position, String message) {
        super(message, null, false, false);
        this.position = position;
    }

    public Position position() {
        return position;
    }
}
