/**
 * Translates monit files, as BOSH jobs have them, into service files. It knows nothing of jobs.
 */
package dev.tend.format.monit;
