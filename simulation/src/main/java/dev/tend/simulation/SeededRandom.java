package dev.tend.simulation;

/** A stream of random numbers that is the same on every platform: SplitMix64. */
public class SeededRandom {

    private long state;

    public SeededRandom(long seed) {
        state = seed;
    }

    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** A number from 0 to below {@code bound}. */
    public int below(int bound) {
        return (int) Math.floorMod(next(), (long) bound);
    }

    /** Tells whether something that happens once in {@code often} times happens now. */
    public boolean onceIn(int often) {
        return below(often) == 0;
    }
}
