/**
 * An instance, its definition and the options of the keeper, and what is kept about them. These classes hold data; they start
 * and signal nothing, and know no other part of the engine but the loop's timers.
 */
package dev.tend.instance;
