package dev.tend.runsv;

import dev.tend.instance.Instance;
import dev.tend.instance.Retries;
import dev.tend.instance.Retries.Kind;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.loop.SlicedWork;
import dev.tend.process.AuxProcesses;
import dev.tend.process.Captures;
import dev.tend.runit.SuperviseFolder;
import dev.tend.supervisor.StartCondition;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stands in for runsv(8) in the service folders of runit: holds their locks, writes the state of their services, and takes orders.
 * A service whose folder another program has locked is held back until that is unlocked.
 *
 * <p>Only the lock has to exist before a service is started. The other files follow after all starts: where hundreds of services
 * begin, they would take longer than the processes.
 */
public final class RunsvDirectories implements StartCondition {

    private static final Reason ELSEWHERE =
            new Reason.WaitsFor("another process that supervises its folder: it has locked supervise/lock");

    private static final Reason UNLOCKED = new Reason.Other("no other process supervises it any more");

    /** The consequence for users where the files cannot be written. */
    static final String UNSEEN = ": it is kept, but sv cannot find it";

    /** The pause between two tries to get a lock that another process has, in microseconds. */
    private static final long RETRY = 5 * Durations.SECOND;

    private final Kernel kernel;
    private final Loop loop;
    private final AuxProcesses auxProcesses;
    private final Captures captures;
    private final Retries<Instance> retries;
    private final RunsvActions operator;
    private final SlicedWork slices;
    private final Set<RunsvCommands> unwritten = new LinkedHashSet<>();
    private final LoopTimer writing = new LoopTimer(this::write);
    private final Map<Instance, RunsvCommands> orders = new HashMap<>();
    private final Set<Instance> locked = new LinkedHashSet<>();
    private final LoopTimer retry = new LoopTimer(this::retry);

    /** Carries out orders. */
    public interface RunsvActions {

        void feed(Instance instance, Event event);

        /** Starts it, with what it needs. */
        void start(Instance instance, Event event);

        /** Stops it after its dependents. */
        void stop(Instance instance, Reason cause);

        /** Removes an instance once it has ended, and its logger after it, until it is wanted again. */
        void exit(Instance instance);

        boolean signalMain(Instance instance, int signal);

        void trouble(Instance instance, String problem);

        /** Gives an instance that is held in its state another chance, since it was given an order. */
        void release(Instance instance);
    }

    public RunsvDirectories(
            Kernel kernel,
            Loop loop,
            SlicedWork slices,
            AuxProcesses auxProcesses,
            Captures captures,
            Retries<Instance> retries,
            RunsvActions operator) {
        this.kernel = kernel;
        this.retries = retries;
        this.loop = loop;
        this.slices = slices;
        this.auxProcesses = auxProcesses;
        this.captures = captures;
        this.operator = operator;
    }

    @Override
    public Optional<Reason> hold(Instance instance) {
        return locked.contains(instance) ? Optional.of(ELSEWHERE) : Optional.empty();
    }

    @Override
    public void defined(Instance instance) {
        var service = instance.spec().runit();
        var known = orders.get(instance);
        if (known == null || !service.equals(Optional.of(known.service()))) {
            gone(instance);
            if (service.isPresent()) {
                open(instance, service.get());
            }
        }
    }

    private void open(Instance instance, String service) {
        try {
            var folder = SuperviseFolder.open(service);
            if (folder.isPresent()) {
                letGo(instance);
                var scripts = new ControlScripts(kernel.files(), auxProcesses, captures, operator, instance, service);
                var taken = new RunsvCommands(
                        kernel.streams(),
                        kernel.clock(),
                        loop,
                        scripts,
                        operator,
                        retries,
                        instance,
                        service,
                        folder.get());
                orders.put(instance, taken);
                changed(taken);
            } else {
                locked.add(instance);
                instance.held(Optional.of(ELSEWHERE));
                loop.set(retry, kernel.clock().now() + RETRY);
            }
            retries.settled(instance, Kind.CONTROL);
        } catch (KernelException unwritable) {
            retries.failed(instance, Kind.CONTROL, unwritable.getMessage() + UNSEEN, () -> open(instance, service));
        }
    }

    private void letGo(Instance instance) {
        if (locked.remove(instance)) {
            instance.held(Optional.empty());
        }
    }

    private void retry() {
        for (Instance instance : List.copyOf(locked)) {
            open(instance, instance.spec().runit().orElseThrow());
            if (!locked.contains(instance)) {
                operator.feed(instance, new Event.Clear(UNLOCKED));
            }
        }
    }

    /** Keeps an instance held whose directory is locked, whatever released it. */
    @Override
    public void changed(Instance instance) {
        if (locked.contains(instance)) {
            instance.held(Optional.of(ELSEWHERE));
        }
        var known = orders.get(instance);
        if (known != null) {
            changed(known);
        }
    }

    private void changed(RunsvCommands known) {
        unwritten.add(known);
        if (writing.at() == LoopTimer.UNSET) {
            loop.set(writing, kernel.clock().now());
        }
    }

    private void write() {
        var writes = new ArrayList<Runnable>(unwritten.size());
        for (RunsvCommands known : unwritten) {
            writes.add(known::write);
        }
        unwritten.clear();
        slices.begin(writes);
    }

    @Override
    public void gone(Instance instance) {
        letGo(instance);
        var known = orders.remove(instance);
        if (known != null) {
            known.end();
            retryAtOnce();
        }
    }

    /** A folder that was renamed is another service, and the one that it was has the lock. */
    private void retryAtOnce() {
        if (!locked.isEmpty()) {
            loop.set(retry, kernel.clock().now());
        }
    }
}
