package dev.tend.output;

import dev.tend.service.LogPolicy;
import dev.tend.text.Sizes;
import dev.tend.wire.OutputObstacle;
import java.util.Optional;

/**
 * The trouble with output since the last write that succeeded: its reason, and when the next write is tried. It is reported once, and
 * so is its end, with what was dropped meanwhile where that is wanted.
 */
final class OutputTrouble {

    static final long SECOND = 1_000_000;

    private final Outputs outputs;
    private final String name;
    private LogPolicy policy;
    private String why = "";

    /** Tells whether there was nothing to write since then. */
    private boolean idle;

    private long since;
    private boolean complained;
    private long retryAt;
    private long dropped;
    private long told;

    OutputTrouble(Outputs outputs, String name, LogPolicy policy) {
        this.outputs = outputs;
        this.name = name;
        this.policy = policy;
    }

    void apply(LogPolicy changed) {
        policy = changed;
    }

    /** Tells whether output that cannot be written is dropped. */
    boolean drops() {
        return policy.full() != LogPolicy.Full.BLOCK;
    }

    boolean isNone() {
        return why.isEmpty();
    }

    /** Returns when a write is to be tried again. */
    long retryAt() {
        return retryAt;
    }

    /** Notices that there is nothing to write. */
    void idle() {
        idle = !drops();
    }

    /**
     * A write has failed.
     *
     * @param pause the time until the next, in microseconds
     * @param passing whether it is reported only once it has lasted for a second
     */
    void begin(long now, String reason, long pause, boolean passing) {
        if (why.isEmpty()) {
            since = now;
        }
        why = reason;
        idle = false;
        retryAt = now + pause;
        if (!complained && (!passing || now - since >= SECOND)) {
            complained = true;
            tell("log-paused", why + (drops() ? ": output is dropped" : ": output waits in the pipe"));
        }
    }

    /** A write has succeeded. @param what the place that was written to */
    void end(String what) {
        if (why.isEmpty()) {
            return;
        }
        why = "";
        if (complained || dropped > told) {
            tell("log-resumed", "writing to " + what + " again" + toldDropped());
        }
        complained = false;
    }

    private void tell(String event, String text) {
        outputs.report.tell(name, event, text);
    }

    void drop(long bytes) {
        dropped += bytes;
    }

    long dropped() {
        return dropped;
    }

    /** Returns how much was dropped since the last report, for the end of a sentence. */
    String toldDropped() {
        long before = told;
        told = dropped;
        return dropped == before ? "" : "; " + Sizes.words(dropped - before) + " of output were dropped";
    }

    Optional<OutputObstacle> obstacle() {
        return why.isEmpty() || idle
                ? Optional.empty()
                : Optional.of(drops() ? new OutputObstacle.Dropped(why) : new OutputObstacle.Waits(why));
    }
}
