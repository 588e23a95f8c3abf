/**
 * A format for tests, which shows all that a further format needs.
 */
package dev.tend.format.tiny;
