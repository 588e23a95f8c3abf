/**
 * Schedules and time zones, and the jobs that are due at a given time. It has no clock and runs nothing.
 */
package dev.tend.schedule;
