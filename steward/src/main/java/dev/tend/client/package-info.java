/**
 * The connection to the keeper, shared by all requests of HTTP clients and limited in number. It knows nothing of
 * HTTP.
 */
package dev.tend.client;
