/**
 * The common part of all sources of data: a set of questions that they watch, their latest answers, and why there is none.
 */
package dev.tend.source;
