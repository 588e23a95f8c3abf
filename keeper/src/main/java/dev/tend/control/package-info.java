/**
 * The control socket of the keeper: its clients, their requests, and the answers to them. It uses the supervisor, which does not
 * know it; what only the keeper as a whole can do is behind an interface.
 */
package dev.tend.control;
