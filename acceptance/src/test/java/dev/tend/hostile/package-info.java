/**
 * Attacks on a running Tend: programs that do for some seconds what a hostile client, another user of the machine or a careless
 * administrator may do, and check facts that hold all the time. Each action is determined by a seed, so that what went wrong can be
 * repeated.
 */
package dev.tend.hostile;
