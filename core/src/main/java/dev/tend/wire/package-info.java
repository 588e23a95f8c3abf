/**
 * The protocol between the keeper and its clients: requests, replies and their JSON. It knows no socket.
 */
package dev.tend.wire;
