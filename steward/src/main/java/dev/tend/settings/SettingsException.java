package dev.tend.settings;

/** Settings that cannot be carried out; the message says which, why, and what to write instead. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SettingsException(String message) {
        super(message);
    }

    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
