/**
 * The implementation of the interfaces of {@link dev.tend.kernel} on Linux. It knows nothing of the loop and the keeper.
 */
package dev.tend.linux;
