package dev.tend.manager.http;

import java.time.Instant;

/** How the keystore updater is, for whoever asks. */
public interface KeystoreStatus {

    /** Where there is none. */
    KeystoreStatus NONE = () -> new Report("notInitialized", "", Instant.EPOCH);

    Report report();

    /**
     * @param state {@code notInitialized}, {@code waiting}, {@code running} or {@code failed}
     * @param reason what happened last, or ""; never a secret
     * @param at when it did
     */
    record Report(String state, String reason, Instant at) {}
}
