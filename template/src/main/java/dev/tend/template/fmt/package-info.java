/** Values as text: Go's package {@code fmt}, floating point numbers and quotes as its package {@code strconv} writes them. */
package dev.tend.template.fmt;
