/**
 * The parts of runit's commands that need no keeper. They keep runit's words, files and exit codes, and know nothing of
 * the keeper's own files.
 */
package dev.tend.runit;
