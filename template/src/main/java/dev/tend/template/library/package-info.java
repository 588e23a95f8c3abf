/** What all groups of functions are defined with. */
package dev.tend.template.library;
