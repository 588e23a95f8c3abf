/** A kernel that lives in memory, deterministic, on which the real keeper runs for millions of events and through every fault. */
package dev.tend.simulation;
