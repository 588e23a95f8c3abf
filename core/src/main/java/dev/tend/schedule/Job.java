package dev.tend.schedule;

/**
 * One entry of a {@link Calendar}.
 *
 * @param zone the one the timetable names, or the machine's
 * @param catchUp whether a run that was missed is made up
 */
public record Job(Timetable timetable, Zone zone, boolean catchUp) {

    /** The first time after another one; see {@link Schedule#next}. */
    long next(long after) {
        return timetable.schedule().next(after, zone);
    }

    /** Whether it goes by what clocks show, and so by times that come again where the clock is set back. */
    boolean goesByTheClock() {
        return !(timetable.schedule() instanceof Every);
    }
}
