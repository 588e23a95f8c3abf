/**
 * The service files of the keeper: reading them, trusting them, and watching them for changes. It starts nothing.
 */
package dev.tend.source;
