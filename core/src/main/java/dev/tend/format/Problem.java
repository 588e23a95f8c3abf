package dev.tend.format;

/**
 * A problem of a file, for people.
 *
 * @param line counted from 1; 0 if the problem concerns the file as a whole
 * @param message what is wrong, and what to do
 */
public record Problem(String file, int line, String message) {

    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
}
