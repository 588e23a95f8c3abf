package dev.tend.keystore;

/** The Elasticsearch that the keystore belongs to. */
interface Elasticsearch {

    /**
     * Checks that a server answers there, even with a refusal.
     *
     * @throws KeystoreException if none does
     */
    void greet() throws InterruptedException;

    /**
     * Has all nodes take the secure settings of their keystores.
     *
     * @throws KeystoreException where one of them has not
     */
    void reload() throws InterruptedException;
}
