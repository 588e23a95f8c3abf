package dev.tend.keystore;

import dev.tend.manager.http.KeystoreStatus;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How it goes, for whoever asks. Two things are done side by side, the building and the reloading; where one of them fails at the
 * moment, that is how it is, whatever the other does.
 */
final class Status implements KeystoreStatus {

    static final String WAITING = "waiting";
    static final String RUNNING = "running";
    static final String FAILED = "failed";

    /** What can fail by itself. */
    enum Part {
        BUILDING,
        RELOADING
    }

    private final Clock clock;
    private final Map<Part, Progress> failures = new EnumMap<>(Part.class);
    private Progress last = NONE.report();

    Status(Clock clock) {
        this.clock = clock;
    }

    /** It waits for something before it begins. */
    synchronized void waits(String reason) {
        last = last.reason().equals(reason) ? last : report(WAITING, reason);
    }

    /** A part has done what it had to. */
    synchronized void does(Part part, String reason) {
        failures.remove(part);
        last = report(RUNNING, reason);
    }

    /** What a part has failed to do is of no importance any more. */
    synchronized void recovers(Part part) {
        failures.remove(part);
    }

    synchronized void fails(Part part, String reason) {
        var former = Optional.ofNullable(failures.put(part, report(FAILED, reason)));
        if (former.filter(known -> known.reason().equals(reason)).isEmpty()) {
            System.getLogger(Status.class.getName()).log(Level.WARNING, reason);
        }
    }

    @Override
    public synchronized Progress report() {
        return Optional.ofNullable(failures.get(Part.BUILDING))
                .or(() -> Optional.ofNullable(failures.get(Part.RELOADING)))
                .orElse(last);
    }

    private Progress report(String state, String reason) {
        return new Progress(state, reason, clock.instant());
    }
}
