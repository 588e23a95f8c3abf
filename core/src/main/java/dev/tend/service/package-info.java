/**
 * The description of a service, independent of the format of its file, the comparison of two descriptions, and the
 * checks of relations. It knows no state and no process.
 */
package dev.tend.service;
