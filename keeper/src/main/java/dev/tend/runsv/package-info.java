/**
 * The directories {@code supervise} of runit's services, and the commands that arrive there. An
 * interface stands between the commands and the engine, which knows nothing of runit.
 */
package dev.tend.runsv;
