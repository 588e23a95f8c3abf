/** Operations on the strings of the language, as Go's packages {@code strings}, {@code unicode}, {@code regexp} and {@code path} have them. */
package dev.tend.template.text;
