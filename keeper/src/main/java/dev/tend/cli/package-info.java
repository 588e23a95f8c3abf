/**
 * The entry point of the command line: it chooses the verb or the face that a program name and its words stand for. No other
 * package may use it.
 */
package dev.tend.cli;
