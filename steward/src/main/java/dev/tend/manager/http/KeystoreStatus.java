package dev.tend.manager.http;

import java.time.Instant;

/** How the keystore updater is, for whoever asks. */
public interface KeystoreStatus {

    /** Where there is none. */
    KeystoreStatus NONE = () -> new Progress("notInitialized", "", Instant.EPOCH);

    Progress report();

    /**
     * @param state {@code notInitialized}, {@code waiting}, {@code running} or {@code failed}
     * @param reason what happened last, or ""; never a secret
     * @param at when it did
     */
    record Progress(String state, String reason, Instant at) {}
}
