/**
 * The verbs {@code events} and {@code logs}: reading the journal and the logs of services. It only reads.
 */
package dev.tend.history;
