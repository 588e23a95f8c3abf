/**
 * Black-box tests of the native program: each starts a real keeper in folders of its own, asks {@code /proc} and the command
 * line what became of it, and ends all it started by pid, also where it fails. Nothing here knows a class of the product.
 */
package dev.tend.acceptance;
