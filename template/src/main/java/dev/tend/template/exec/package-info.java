/**
 * The evaluation of templates: statements, pipelines, arguments, and the functions that are built into the language. Its bounds
 * are in {@link dev.tend.template.exec.Limits}; it has no clock and does no I/O.
 */
package dev.tend.template.exec;
