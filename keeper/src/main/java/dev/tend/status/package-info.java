/**
 * The verbs {@code status}, {@code why} and {@code graph}: how the state of services is shown. They ask the keeper and change
 * nothing.
 */
package dev.tend.status;
