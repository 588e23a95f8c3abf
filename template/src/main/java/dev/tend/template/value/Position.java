package dev.tend.template.value;

/**
 * A place in a template.
 *
 * @param template the name under which the source was parsed
 * @param line from 1 on
 * @param column in bytes from 0 on, as Go counts them in errors of evaluation
 */
public record Position(String template, int line, int column) {
    @Override
    public String toString() {
        return template + ":" + line + ":" + column;
    }
}
