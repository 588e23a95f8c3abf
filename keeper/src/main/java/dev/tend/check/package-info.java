/**
 * The verb {@code check}: what is wrong with service files, found without starting anything. It needs no keeper and changes
 * nothing.
 */
package dev.tend.check;
