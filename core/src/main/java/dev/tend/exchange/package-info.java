/**
 * The common parts of exports and imports: the files that they write, and the service file that an exported file
 * keeps in its comments. It knows no foreign format and writes no file itself.
 */
package dev.tend.exchange;
