/** The parts with which all groups of functions are defined. */
package dev.tend.template.library;
