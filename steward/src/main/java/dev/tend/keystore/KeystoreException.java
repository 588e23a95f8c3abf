package dev.tend.keystore;

/** What was to be done with the keystore could not be done, this time; the message says why in one sentence, without a secret. */
final class KeystoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    KeystoreException(String message) {
        super(message);
    }

    KeystoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
