/**
 * The keeper as a whole: it composes the parts of the engine, takes over what an earlier keeper has left, reloads and shuts
 * down. It knows nothing of the command line.
 */
package dev.tend.keeper;
