/**
 * A child between its fork and its program: user, limits, environment, descriptors and confinement. It knows nothing of the
 * process that the child becomes.
 */
package dev.tend.spawn;
