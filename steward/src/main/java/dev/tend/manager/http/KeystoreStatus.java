package dev.tend.manager.http;

import java.time.Instant;

/** The status of the keystore updater. */
public interface KeystoreStatus {

    /** The status without an updater. */
    KeystoreStatus NONE = () -> new Progress("notInitialized", "", Instant.EPOCH);

    Progress report();

    /**
     * @param state {@code notInitialized}, {@code waiting}, {@code running} or {@code failed}
     * @param reason the latest event, or ""; never a secret
     * @param at the time of that
     */
    record Progress(String state, String reason, Instant at) {}
}
