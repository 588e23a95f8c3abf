package dev.tend.service;

import java.util.List;

/**
 * How it is found out whether a service that is up is also well.
 *
 * @param checks all of which have to be in order
 * @param interval how often they are made, in microseconds
 * @param timeout how long one may take
 * @param failures after how many in a row that were not in order it counts as unhealthy
 * @param grace how long after it became ready the first is made
 * @param action what is done then
 */
public record Health(List<Check> checks, long interval, long timeout, int failures, long grace, Action action) {

    public static final Health NONE = new Health(List.of(), 30_000_000, 5_000_000, 3, 0, new Action.Restart());

    /** What is looked at. */
    public sealed interface Check {

        /** Whether something answers. */
        record Answers(Probe probe) implements Check {}

        /**
         * How much processor time its main process takes.
         *
         * @param percent of one processor
         * @param window for how long it may take more
         */
        record Cpu(int percent, long window) implements Check {}

        /** How much memory of its main process is resident, in bytes. */
        record Memory(long most) implements Check {}

        /** How many files its main process has open. */
        record Files(int most) implements Check {}
    }

    /** What follows from bad health, besides that it is told of. */
    public sealed interface Action {

        record Restart() implements Action {}

        record Signal(int number) implements Action {}

        record None() implements Action {}
    }
}
