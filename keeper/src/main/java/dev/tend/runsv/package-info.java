/**
 * The directories {@code supervise} of runit's services, and the commands that arrive there. It asks a listener to act and does
 * not know the supervisor.
 */
package dev.tend.runsv;
