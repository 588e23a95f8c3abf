package dev.tend.service;

import dev.tend.schedule.Timetable;

/**
 * The schedule of a task.
 *
 * @param catchUp whether a run that was missed is made up for
 */
public record Appointment(Timetable timetable, boolean catchUp) {}
