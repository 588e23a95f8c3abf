/**
 * The interfaces between Tend and the operating system. They do not know their implementations: Linux, and the simulation in
 * memory.
 */
package dev.tend.kernel;
