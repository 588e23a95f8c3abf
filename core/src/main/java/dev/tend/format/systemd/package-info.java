/**
 * Translates services into units of systemd. It writes no file itself.
 */
package dev.tend.format.systemd;
