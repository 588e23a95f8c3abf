package dev.tend.service;

/**
 * When a task runs by itself.
 *
 * @param text as it was written
 * @param catchUp whether a run that was missed is made up for
 */
public record Timetable(String text, boolean catchUp) {}
