package dev.tend.lifecycle;

import dev.tend.text.Durations;
import java.util.List;

/**
 * All that is remembered of an instance: enough to write down, die, and go on from.
 *
 * @param wanted what the user wants
 * @param state what is
 * @param restarts how often it was started again by itself
 * @param attempt how many ends have come in a row without a stable run in between
 * @param failures when, within its give-up window, it ended without success; oldest first
 */
public record Life(Wanted wanted, State state, long restarts, int attempt, List<Long> failures) {

    public Life {
        failures = List.copyOf(failures);
    }

    /** The life of an instance nobody has wanted yet. */
    public static Life unborn() {
        return new Life(Wanted.DOWN, new State.Down("never started"), 0, 0, List.of());
    }

    /** Why it is as it is; while it waits for something, also when that is. */
    public String why(long now) {
        return switch (state) {
            case State.Waiting(var until, var why)
            when until != State.NEVER ->
                why + "; attempt " + (attempt + 1) + ", next in " + Durations.words(until - now);
            case State.Stopping(var _, var patience, var _, var until, var why)
            when patience == State.Patience.ASKED && until > now -> why + "; KILL in " + Durations.words(until - now);
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
