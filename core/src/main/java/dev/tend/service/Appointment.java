package dev.tend.service;

import dev.tend.schedule.Timetable;

/**
 * When a task runs by itself.
 *
 * @param catchUp whether a run that was missed is made up for
 */
public record Appointment(Timetable timetable, boolean catchUp) {}
