package dev.tend.schedule;

/**
 * One entry of a {@link Calendar}.
 *
 * @param zone the zone that the timetable names, or the machine's
 * @param catchUp whether a missed run is made up for
 */
public record Job(Timetable timetable, Zone zone, boolean catchUp) {

    /** The first time after another one; see {@link Schedule#next}. */
    long next(long after) {
        return timetable.schedule().next(after, zone);
    }

    /** Tells whether it goes by the wall clock, and so by times that repeat when the clock is set back. */
    boolean goesByTheClock() {
        return !(timetable.schedule() instanceof Every);
    }
}
