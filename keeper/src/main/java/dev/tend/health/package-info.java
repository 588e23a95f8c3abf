/**
 * Health checks, alerts to the programs that services name, and runs on a schedule. It reports what it found to a listener and
 * does not know the supervisor.
 */
package dev.tend.health;
