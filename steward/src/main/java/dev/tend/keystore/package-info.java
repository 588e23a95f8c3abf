/**
 * Keeps the keystore of an Elasticsearch to what a folder of secrets holds: built anew beside the old one by its own
 * tool, which the keeper runs, and renamed over it. Secrets are read only to notice that they have changed; no value of
 * one is kept or shown.
 */
package dev.tend.keystore;
