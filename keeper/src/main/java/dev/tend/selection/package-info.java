/**
 * The services that the options of a command select, and where they are described; and the verb {@code up}, which starts a
 * keeper for them. It knows no other verb.
 */
package dev.tend.selection;
