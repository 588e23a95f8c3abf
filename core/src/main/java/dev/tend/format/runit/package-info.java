/**
 * Translates service folders of runit into service files, and back. It reads and writes no folder itself.
 */
package dev.tend.format.runit;
