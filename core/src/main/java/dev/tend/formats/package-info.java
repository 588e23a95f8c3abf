/**
 * The list of formats of service files that a service directory may have.
 */
package dev.tend.formats;
