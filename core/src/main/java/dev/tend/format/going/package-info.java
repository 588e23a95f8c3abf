/**
 * Reads the service files of going.
 */
package dev.tend.format.going;
