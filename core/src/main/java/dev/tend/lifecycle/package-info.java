/**
 * The state machine of an instance: a pure function from a life and an event to the next life and its effects. It
 * knows no clock, no process and no other service.
 */
package dev.tend.lifecycle;
