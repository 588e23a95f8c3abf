/**
 * The processes of instances: their start, their output and readiness, and the end of what they leave behind. It reports events
 * and does not decide what follows from them.
 */
package dev.tend.process;
