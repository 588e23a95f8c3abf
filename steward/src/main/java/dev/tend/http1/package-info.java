/**
 * The message syntax of HTTP/1.1 (RFC 9112), read strictly: anything that two implementations could read in two ways is refused, and the
 * connection is closed. Knows no server and no socket.
 */
package dev.tend.http1;
