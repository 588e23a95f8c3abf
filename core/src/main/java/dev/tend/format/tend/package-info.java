/**
 * Tend's own format of service files, tend-service(5): its keys, their values, and the checks of both. It looks
 * at the text alone, and not at the system.
 */
package dev.tend.format.tend;
