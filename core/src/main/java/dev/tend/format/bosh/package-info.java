/**
 * Translates the jobs of BOSH into service files. It reads no folder itself: the caller passes the files' names
 * and texts.
 */
package dev.tend.format.bosh;
