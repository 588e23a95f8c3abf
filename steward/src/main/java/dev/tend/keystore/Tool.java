package dev.tend.keystore;

/** Builds a keystore of the folder of secrets, in the folder where {@link Keystore} expects it. */
interface Tool {

    /** @throws KeystoreException where there is none then */
    void build();

    /** Ends a build that an earlier updater has begun. */
    void stop();
}
