/**
 * The program itself: reads the settings, connects the parts and starts them. No other package uses it.
 */
package dev.tend.steward;
