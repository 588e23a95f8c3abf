/**
 * Renders the templates of services: evaluates those whose data have changed, puts the results into the spool, and has the keeper install
 * them. It writes nowhere else.
 */
package dev.tend.render;
