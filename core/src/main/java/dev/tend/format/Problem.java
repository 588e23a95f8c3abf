package dev.tend.format;

/**
 * What is wrong with a file, for people.
 *
 * @param line counted from 1; 0 where it concerns the file as a whole
 * @param message what is wrong, and what to do
 */
public record Problem(String file, int line, String message) {

    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
}
