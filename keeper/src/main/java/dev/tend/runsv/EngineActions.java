package dev.tend.runsv;

import dev.tend.instance.Instance;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.process.MainProcesses;
import dev.tend.supervisor.FaultRecovery;
import dev.tend.supervisor.Operations;
import dev.tend.supervisor.Supervisor;

/**
 * Carries out the orders that runsv(8) takes, by means of the engine.
 *
 * @param supervisor gets events
 * @param operations starts, stops and removes instances
 * @param mainProcesses get signals
 * @param recovery releases instances that are held in their state
 */
public record EngineActions(
        Supervisor supervisor, Operations operations, MainProcesses mainProcesses, FaultRecovery recovery)
        implements RunsvDirectories.RunsvActions {

    @Override
    public void feed(Instance instance, Event event) {
        supervisor.feed(instance, event);
    }

    @Override
    public void start(Instance instance, Event event) {
        operations.start(instance, event);
    }

    @Override
    public void stop(Instance instance, Reason cause) {
        operations.stop(instance, cause);
    }

    @Override
    public void exit(Instance instance) {
        operations.exit(instance);
    }

    @Override
    public boolean signalMain(Instance instance, int signal) {
        return mainProcesses.signalMain(instance, signal);
    }

    @Override
    public void trouble(Instance instance, String problem) {
        operations.trouble(instance, problem);
    }

    @Override
    public void release(Instance instance) {
        recovery.release(instance);
    }
}
