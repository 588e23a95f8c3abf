/**
 * The functions of rendered configuration: those of consul-template, and with the prefix {@code sprig_} those of the library Sprig
 * whose result depends on their arguments alone. {@link dev.tend.template.function.Functions} lists them all.
 */
package dev.tend.template.function;
