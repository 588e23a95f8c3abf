package dev.tend.keystore;

import dev.tend.manager.http.KeystoreStatus;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The status of the keystore updater. It builds and reloads side by side; while one of them fails, the status is that
 * failure, whatever the other does.
 */
final class Status implements KeystoreStatus {

    static final String WAITING = "waiting";
    static final String RUNNING = "running";
    static final String FAILED = "failed";

    /** The parts that can fail independently. */
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

    /** Forgets the failure of a part. */
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
