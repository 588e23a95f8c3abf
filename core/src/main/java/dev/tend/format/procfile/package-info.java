/**
 * Reads and writes Procfiles, as foreman runs them, and translates them into service files. It reads no file
 * itself.
 */
package dev.tend.format.procfile;
