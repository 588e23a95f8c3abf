/**
 * The verb {@code doctor}: checks of the machine and of the directories that Tend uses. It changes nothing.
 */
package dev.tend.doctor;
