/**
 * The state machine of a process manager, and the record of its state. It knows neither HTTP nor the keeper.
 */
package dev.tend.manager;
