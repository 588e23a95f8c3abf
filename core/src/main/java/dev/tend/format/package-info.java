/**
 * The common parts of all formats of service files: their interfaces, the result of reading one, and its
 * problems. It knows no particular format.
 */
package dev.tend.format;
