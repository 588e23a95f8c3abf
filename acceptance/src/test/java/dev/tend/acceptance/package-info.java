/**
 * Black-box tests of the native program: each starts a real keeper in folders of its own, checks {@code /proc} and the
 * command line, and ends all that it started by pid, even if it fails. No test uses a class of the product.
 */
package dev.tend.acceptance;
