/**
 * Processes as {@code /proc} and control groups show them: sessions, orphans, usage. It knows nothing of instances; a process is
 * known to belong to one by a mark in its environment.
 */
package dev.tend.proc;
