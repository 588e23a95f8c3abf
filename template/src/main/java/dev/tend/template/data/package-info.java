/**
 * The data that templates ask for: each kind of {@link dev.tend.template.data.Dependency} with the record of its answer. The functions
 * of the language ask here, and the steward answers from Consul, from a directory, from the environment and from files. Nothing
 * in it reads or waits.
 */
package dev.tend.template.data;
