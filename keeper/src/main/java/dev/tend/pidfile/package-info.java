/**
 * Pidfiles that cannot lie. A file is locked while it is looked at and written, beside the number stands which process that was,
 * and a process is held by a descriptor from the look to the last signal: so a number that came to mean another process hurts
 * nobody. Where that stays open, it counts as running for who wants the file, and as a stranger for who wants to kill.
 */
package dev.tend.pidfile;
