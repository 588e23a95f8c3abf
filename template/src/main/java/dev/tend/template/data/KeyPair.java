package dev.tend.template.data;

import dev.tend.template.value.GoString;

/**
 * A pair of Consul's key-value store.
 *
 * @param path the whole key, without a leading slash
 * @param flags 64 bits without a sign
 * @param session the session that holds the lock; empty where none does
 */
public record KeyPair(
        String path, GoString value, long createIndex, long modifyIndex, long lockIndex, long flags, String session) {

    /** Returns the key as {@code ls} and {@code tree} give it: without a prefix, and without slashes at its beginning. */
    public String below(String prefix) {
        String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
        return rest.startsWith("/") ? rest.substring(1) : rest;
    }
}
