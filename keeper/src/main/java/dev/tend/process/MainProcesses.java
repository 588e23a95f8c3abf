package dev.tend.process;

import dev.tend.instance.DeliveryListener;
import dev.tend.instance.Instance;
import dev.tend.instance.Pidfiles;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Processes.Child;
import dev.tend.kernel.Processes.Delivery;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.loop.Loop;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Maps main processes to instances, whether a process is our child or was started by an earlier keeper or another
 * program; and tells which processes may be signalled. It does not decide what an end means.
 */
public final class MainProcesses {

    private final Kernel kernel;
    private final Pidfiles pidfiles;
    private final ProcessStarts starts;
    private final NonChildren nonChildren;
    private final Runnable reapChildren;
    private final DeliveryListener deliveries;
    private final Map<Integer, Instance> children = new HashMap<>();

    public MainProcesses(
            Kernel kernel,
            Loop loop,
            Pidfiles pidfiles,
            ProcessStarts starts,
            Runnable reapChildren,
            DeliveryListener deliveries,
            BiConsumer<Instance, Event> feed) {
        this.kernel = kernel;
        this.pidfiles = pidfiles;
        this.starts = starts;
        this.reapChildren = reapChildren;
        this.deliveries = deliveries;
        nonChildren = new NonChildren(kernel, loop, this::reapFollowed, feed);
    }

    /** @param ours whether we are the parent of its process */
    public void adopt(Instance instance, boolean ours) {
        instance.ours(ours);
        instance.leader().ifPresent(process -> {
            if (ours) {
                children.put(process.pid(), instance);
            } else if (instance.state().running().isPresent()) {
                nonChildren.watch(instance, process);
            }
        });
    }

    /** After what was done for an instance was abandoned: its process is known again, if it is there. */
    public void rejoin(Instance instance) {
        var process = instance.state().running();
        if (process.isPresent() && !isHeldBy(instance)) {
            adopt(instance, kernel.processes().children().contains(process.get().pid()));
        }
    }

    /** Tells whether the end of an instance's process will be noticed. */
    public boolean isHeldBy(Instance instance) {
        return isChild(instance) || instance.opened().isPresent();
    }

    /** Forgets a child that waits to be released and is not the main process of its instance: its end belongs to no instance. */
    public void disown(Instance instance) {
        var waiting = instance.child().map(Child::process);
        if (waiting.isPresent() && !instance.state().running().equals(waiting)) {
            children.remove(waiting.get().pid(), instance);
        }
    }

    public void letGo(Instance instance) {
        nonChildren.letGo(instance);
    }

    /** Returns whose main process a child is, if anybody's. */
    public Optional<Instance> whose(int pid) {
        return Optional.ofNullable(children.get(pid));
    }

    /** A child has ended. */
    public void ended(int pid) {
        children.remove(pid);
    }

    /**
     * Tells whether the process of an instance was started by this keeper, or by a keeper that was replaced by this
     * program in the same process.
     */
    boolean isChild(Instance instance) {
        return instance.leader()
                .map(process -> children.get(process.pid()) == instance)
                .orElse(false);
    }

    /** The end of a process that was followed shows before it is known whether it had become our child. */
    private void reapFollowed(Instance instance) {
        if (isChild(instance)) {
            int pid = instance.leader().orElseThrow().pid();
            reapChildren.run();
            children.remove(pid, instance);
        }
    }

    /** The descriptor is there before the end can come; as whose child the process ends is seen then. */
    public Event seek(Instance instance) {
        try {
            var process = pidfiles.named(instance);
            instance.ours(kernel.processes().isChild(process));
            nonChildren.watch(instance, process);
            if (instance.opened().isEmpty()) {
                return new Event.Lost("process " + process.pid() + " has ended");
            }
            children.put(process.pid(), instance);
            return new Event.Followed(process);
        } catch (KernelException nobody) {
            return new Event.Lost(nobody.getMessage());
        }
    }

    public Event spawn(Instance instance) {
        var outcome = starts.spawn(instance);
        if (outcome instanceof Event.Spawned(var process)) {
            children.put(process.pid(), instance);
        }
        return outcome;
    }

    public Delivery signal(Instance instance, Process process, boolean group, int signal) {
        var delivery = deliver(instance, process, group, signal);
        deliveries.delivered(instance, process.pid(), delivery);
        return delivery;
    }

    private Delivery deliver(Instance instance, Process process, boolean group, int signal) {
        if (instance.opened().isPresent()) {
            return kernel.processes().signalOpened(instance.opened().get(), process, group, signal);
        }
        return children.containsKey(process.pid())
                ? kernel.processes().signal(process.pid(), group, signal)
                : Delivery.NOBODY;
    }

    /** Its parent may be another process of the service, and we only later. */
    public Optional<Event> follow(Instance instance, Process former, Process process) {
        children.remove(former.pid(), instance);
        nonChildren.letGo(instance);
        nonChildren.watch(instance, process);
        if (instance.opened().isEmpty()) {
            return Optional.of(new Event.Ended(new Exit.Unknown()));
        }
        children.put(process.pid(), instance);
        return Optional.empty();
    }

    /** A signal for the main process alone, asked for by the user. Returns whether it has got it. */
    public boolean signalMain(Instance instance, int signal) {
        return instance.state()
                .running()
                .filter(process -> signal(instance, process, false, signal) == Delivery.SENT)
                .isPresent();
    }

    /** A signal for a process and its group. Returns whether the process has got it. */
    public boolean signalGroup(Instance instance, int signal) {
        var process = instance.state().running();
        return process.isPresent() && signal(instance, process.get(), true, signal) == Delivery.SENT;
    }
}
