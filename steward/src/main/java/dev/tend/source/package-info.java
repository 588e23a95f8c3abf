/**
 * What all sources of data have in common: a set of questions that they watch, their latest answers, and why there is none.
 */
package dev.tend.source;
