package dev.tend.state;

import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.State.Outcome;
import dev.tend.lifecycle.Wanted;
import dev.tend.process.SearchResult;
import dev.tend.service.Kind;
import dev.tend.service.ServiceSpec;
import java.util.List;
import java.util.Optional;

/** The life of an instance whose state cannot be trusted, by what was found of it. */
public final class Recovery {

    private static final Reason TAKEN_OVER =
            new Reason.Other("taken over: it runs, though its state file could not be trusted");

    private static final Reason HAS_ENDED = new Reason.Other("it has ended, and its state file could not be trusted");

    private static final Life UNKNOWN = new Life(Wanted.UP, new State.Down(new Reason.Other("")), 0, 0, List.of());

    private Recovery() {}

    /**
     * Returns a life that starts nothing while something of the instance may run.
     *
     * @param former the last life that could be read
     * @return empty where nothing runs, so that the former life, or a new one, holds
     */
    public static Optional<Life> life(String instance, ServiceSpec spec, Optional<Life> former, SearchResult found) {
        var life = former.orElse(UNKNOWN);
        return switch (found) {
            case SearchResult.Runs(var process) -> Optional.of(in(life, Wanted.UP, running(spec, process)));
            case SearchResult.Left(var leader) -> Optional.of(in(life, life.wanted(), leftBehind(leader)));
            case SearchResult.Unclear _ -> Optional.of(held(instance, life, found));
            case SearchResult.Nothing() -> Optional.empty();
        };
    }

    private static Life in(Life life, Wanted wanted, State state) {
        return new Life(wanted, state, life.restarts(), life.attempt(), life.failures());
    }

    private static State running(ServiceSpec spec, Process process) {
        return spec.kind() == Kind.TASK
                ? new State.Up(process, State.NEVER, TAKEN_OVER)
                : new State.Ready(process, TAKEN_OVER);
    }

    private static State leftBehind(Process leader) {
        return new State.Finishing(leader, new Exit.Unknown(), Outcome.FAILURE, false, State.NEVER, HAS_ENDED);
    }

    /** Returns a life that starts nothing, and says how to go on. */
    public static Life held(String instance, Life former, SearchResult found) {
        return in(
                former,
                former.wanted(),
                new State.Failed(new Reason.Other("its state file could not be trusted, and it may still run ("
                        + found.processes() + "): end that, then \"tend start " + instance + "\"")));
    }
}
