package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.loop.FaultBarrier.Mender;
import dev.tend.supervisor.FaultRecovery;
import dev.tend.supervisor.Instances;
import dev.tend.supervisor.Quarantine;
import java.util.Optional;

/** Reports faults of the keeper itself, and has the instances looked at anew that they concern. The keeper goes on. */
final class FaultReports implements Mender {

    private final Kernel kernel;
    private EventPublisher events;
    private Instances instances;
    private Quarantine quarantine;
    private FaultRecovery recovery;

    FaultReports(Kernel kernel) {
        this.kernel = kernel;
    }

    void join(EventPublisher events, Instances all, Quarantine held, FaultRecovery faults) {
        this.events = events;
        instances = all;
        quarantine = held;
        recovery = faults;
    }

    @Override
    public void prepare(String instance) {
        if (!quarantine.isEmpty()) {
            instances.find(instance).ifPresent(quarantine::reviewFirst);
        }
    }

    @Override
    public void abandoned(String instance, String what, Throwable failure) {
        String message = failure.getMessage() == null ? "" : ", " + failure.getMessage();
        String why = "an internal error, " + failure.getClass().getName() + message + ", in " + what;
        events.add(instance, TurnEvents.FAULT, 0, why, kernel.traces().of(failure), Optional.empty());
        instances.find(instance).ifPresent(whose -> recovery.abandoned(whose, failure));
    }
}
