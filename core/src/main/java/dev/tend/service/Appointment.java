package dev.tend.service;

import dev.tend.schedule.Timetable;

/**
 * The schedule of a task.
 *
 * @param catchUp whether a run that was missed is made up for
 */
public record Appointment(Timetable timetable, boolean catchUp, Overlap overlap) {

    /** The way to deal with a run whose time comes while another one is under way. */
    public enum Overlap {
        /** It is left out. */
        SKIP,
        /** It follows the other one; at most one waits. */
        QUEUE,
        /** The other one is stopped, and it follows. */
        KILL
    }
}
