package dev.tend.text;

/** A text that is no URL Tend can ask; the message says why, as what follows the text itself. */
public final class UrlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UrlException(String message) {
        super(message);
    }
}
