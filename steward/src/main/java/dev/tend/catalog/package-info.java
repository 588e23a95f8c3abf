/**
 * The JSON of Consul's catalogue and key-value store, and the records that it becomes. Everything may be missing in it; what has
 * another type than Consul gives it is refused.
 */
package dev.tend.catalog;
