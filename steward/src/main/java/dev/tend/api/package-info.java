/**
 * The steward's HTTP API: its routes, and their answers from the replies of the keeper. It knows nothing of
 * listeners, certificates or tokens.
 */
package dev.tend.api;
