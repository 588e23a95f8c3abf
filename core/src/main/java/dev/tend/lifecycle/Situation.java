package dev.tend.lifecycle;

import dev.tend.service.RestartPolicy.GiveUp;
import dev.tend.service.ServiceSpec;
import java.util.ArrayList;

/** The input of a cell of the table: the service, its life and the moment. */
record Situation(ServiceSpec spec, Life life, Moment moment) {

    long now() {
        return moment.now();
    }

    /** The same with another life, for a second step within one transition. */
    Situation with(Life other) {
        return new Situation(spec, other, moment);
    }

    Situation wanting(Wanted wanted) {
        return with(life.wanting(wanted));
    }

    /** Returns the situation without earlier failures, for a new request. */
    Situation forgiven(Wanted wanted) {
        return with(life.forgiven().wanting(wanted));
    }

    Step stay() {
        return Step.to(life);
    }

    Step want(Wanted wanted) {
        return Step.to(life.wanting(wanted));
    }

    /**
     * Returns the state of an instance that is wanted otherwise than before: if it is on its way to an end, the cause of that is
     * the reason for what follows the end, and the former reason is none any more.
     */
    State turned(State state, Wanted wanted, Reason cause) {
        return life.wanted() == wanted ? state : state.because(cause);
    }

    boolean isSuccess(Exit exit) {
        return exit.isSuccess(spec);
    }

    /** The life with one more failure; only those that the give-up rule may still count are remembered. */
    Life failedNow(int attempt) {
        var failures = new ArrayList<Long>();
        long window = spec.restart().giveUp().map(GiveUp::window).orElse(0L);
        int most = spec.restart().giveUp().map(GiveUp::ends).orElse(0);
        for (long at : life.failures()) {
            if (at > now() - window) {
                failures.add(at);
            }
        }
        failures.add(now());
        while (failures.size() > most) {
            failures.removeFirst();
        }
        return new Life(life.wanted(), life.state(), life.restarts(), attempt, failures);
    }
}
