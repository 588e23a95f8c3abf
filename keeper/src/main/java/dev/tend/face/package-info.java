/**
 * The faces: commands that behave like those of another program, with its options, messages and exit codes. A face knows no
 * verb, and nothing else in Tend knows a face, except the entry point that calls it.
 */
package dev.tend.face;
