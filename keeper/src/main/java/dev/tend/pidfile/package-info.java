/**
 * Pidfiles that cannot name the wrong process. A file is locked while it is looked at and written, a record beside it
 * says which process the number meant, and a process is held by a descriptor from the look to the last signal: so a
 * number that came to mean another process hurts nobody. Where that stays open, a claim of the file treats the process
 * as running, and a request to kill refuses it.
 */
package dev.tend.pidfile;
