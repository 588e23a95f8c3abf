/** Work that is done again when it has failed, and the times at which it is. */
package dev.tend.retry;
