/**
 * The private key and the certificates that a server identifies itself with, from PEM files: read, and checked in every
 * respect that its clients
 * will look at. Knows no server.
 */
package dev.tend.certificate;
