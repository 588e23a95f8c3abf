package dev.tend.format;

/** A file or directory could not be read. The message says which, and why, without a full stop. */
public class FileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public FileException(String message) {
        super(message);
    }
}
