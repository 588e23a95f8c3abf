/**
 * The steward as the HTTP side of a process manager: what is asked over the network is handed to the keeper, which decides. It
 * keeps no state of its own, so that it may be killed and started again between two requests.
 */
package dev.tend.manager.http;
