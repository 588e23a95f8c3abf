/**
 * Notations of general use: numbers, durations, JSON, URLs, patterns, tables. It knows nothing of services.
 */
package dev.tend.text;
