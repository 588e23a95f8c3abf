package dev.tend.keystore;

/**
 * An operation on the keystore has failed, this time; the message gives the reason in one sentence, without a secret.
 */
final class KeystoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    KeystoreException(String message) {
        super(message);
    }

    KeystoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
