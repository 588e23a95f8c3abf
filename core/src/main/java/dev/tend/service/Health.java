package dev.tend.service;

import java.util.List;

/**
 * The health checks of a service that is up.
 *
 * @param checks the checks, all of which have to succeed
 * @param interval the time between two rounds, in microseconds
 * @param timeout the time limit of a check, in microseconds
 * @param failures the number of failures in a row from which the service counts as unhealthy
 * @param grace the time from readiness to the first check, in microseconds
 * @param action what follows when the service becomes unhealthy
 */
public record Health(List<Check> checks, long interval, long timeout, int failures, long grace, Action action) {

    public static final Health NONE = new Health(List.of(), 30_000_000, 5_000_000, 3, 0, new Action.Restart());

    /** One check. */
    public sealed interface Check {

        /** Checks that something answers. */
        record Answers(Probe probe) implements Check {}

        /**
         * Limits the processor time of its main process.
         *
         * @param percent of one processor
         * @param window the time for which it may take more, in microseconds
         */
        record Cpu(int percent, long window) implements Check {}

        /** Limits the resident memory of its main process, in bytes. */
        record Memory(long most) implements Check {}

        /** Limits the number of open files of its main process. */
        record Files(int most) implements Check {}
    }

    /** The action on bad health, besides the announcement. */
    public sealed interface Action {

        record Restart() implements Action {}

        record Signal(int number) implements Action {}

        record None() implements Action {}
    }
}
