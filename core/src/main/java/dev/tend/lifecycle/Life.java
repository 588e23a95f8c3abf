package dev.tend.lifecycle;

import dev.tend.service.ServiceSpec;
import dev.tend.text.Durations;
import java.util.List;

/**
 * The state of an instance that is recorded: enough for a later keeper to continue.
 *
 * @param wanted what the user wants
 * @param state what it does
 * @param restarts the number of automatic restarts
 * @param attempt the number of ends in a row without a stable run in between
 * @param failures the times, within its give-up window, at which it ended without success, oldest first; in
 * microseconds of the monotonic clock
 */
public record Life(Wanted wanted, State state, long restarts, int attempt, List<Long> failures) {

    private static final Reason NEVER_STARTED = new Reason.Other("never started");

    public Life {
        failures = List.copyOf(failures);
    }

    /** Returns the life of an instance that has never been wanted up. */
    public static Life unborn() {
        return new Life(Wanted.DOWN, new State.Down(NEVER_STARTED), 0, 0, List.of());
    }

    /** Returns when, on the monotonic clock, the state has to be looked at again; an edit may have changed how long it may run. */
    public long deadline(ServiceSpec spec) {
        return Math.min(state.deadline(), runEnd(spec));
    }

    /** Returns the time at which the process has run for as long as it may; {@link State#NEVER} where it is not up. */
    private long runEnd(ServiceSpec spec) {
        long most = spec.run().timeout();
        return switch (state) {
            case State.Up up when most > 0 -> up.process().since() + most;
            case State.Ready ready when most > 0 -> ready.process().since() + most;
            default -> State.NEVER;
        };
    }

    boolean overran(ServiceSpec spec, long now) {
        return runEnd(spec) <= now;
    }

    /** Returns the reason of the state; for a waiting instance, with the time of the next attempt. */
    public String why(long now) {
        return switch (state) {
            case State.Waiting(var until, var reason)
            when until != State.NEVER -> new Reason.NextAttempt(reason, attempt + 1, until - now).text();
            case State.Stopping(var _, var patience, var _, var until, var reason)
            when patience == State.Patience.ASKED && until > now ->
                reason.text() + "; KILL in " + Durations.words(until - now);
            default -> state.why();
        };
    }

    Life in(State next) {
        return new Life(wanted, next, restarts, attempt, failures);
    }

    Life wanting(Wanted want) {
        return new Life(want, state, restarts, attempt, failures);
    }

    /** With the memory of past failures wiped: the user has taken it in hand. */
    Life forgiven() {
        return new Life(wanted, state, restarts, 0, List.of());
    }
}
