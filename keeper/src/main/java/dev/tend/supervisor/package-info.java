/**
 * The supervisor of all instances: it feeds events to the state machine, carries out the effects, and keeps dependencies. It
 * knows nothing of clients and of reloads.
 */
package dev.tend.supervisor;
