package dev.tend.lifecycle;

/**
 * When a transition happens, and its luck: all that is not spec, state or event.
 *
 * @param now the monotonic clock in microseconds
 * @param dice any number, used where chance is wanted
 */
public record Moment(long now, int dice) {

    /** {@code pause} made up to a tenth longer or shorter, so that what failed together does not come back together. */
    long jittered(long pause) {
        long tenth = pause / 10;
        return tenth == 0 ? pause : pause - tenth + Math.floorMod((long) dice, 2 * tenth + 1);
    }
}
