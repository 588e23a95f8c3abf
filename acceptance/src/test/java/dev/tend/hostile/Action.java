package dev.tend.hostile;

import java.io.IOException;
import java.util.Random;

/** One thing that an attacker does. */
record Action(String name, Step step) {

    /**
     * The content of an action: chosen with the generator alone, so that the seed determines it, and described in the
     * trace.
     */
    interface Step {
        void run(Random random, Trace trace) throws IOException;
    }
}
