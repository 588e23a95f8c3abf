/**
 * The event loop of the keeper: descriptors, timers, and the barrier that confines a fault to one unit of work. It decides
 * nothing, and knows instances only by name.
 */
package dev.tend.loop;
