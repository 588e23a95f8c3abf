/**
 * The steward's web server: listeners, access control, limits and deadlines for clients. It knows none of the
 * routes.
 */
package dev.tend.http;
