/**
 * The verbs of the command line that have no package of their own, one class for each. A verb knows no face.
 */
package dev.tend.verb;
