/**
 * The settings of the steward, as the keeper passes them in the environment. It does not know the meaning of any
 * key.
 */
package dev.tend.settings;
