package dev.tend.process;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.instance.InstanceVariables;
import dev.tend.instance.Retries;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes.Child;
import dev.tend.lifecycle.Event;
import dev.tend.loop.Loop;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The channels between the keeper and an instance's process other than its output: sockets that are passed to it, and messages from it. */
public final class ProcessChannels implements InstanceListener {

    private final ReadinessFds signs;
    private final NotifySockets notifySockets;
    private final ServiceSockets sockets;
    private final ConnectionStarts starts;
    private final String runFolder;
    private final StandardInputs inputs;

    /**
     * @param runFolder the run directory, where the steward finds the keeper
     * @param folder the directory of the notify sockets
     * @param members gives the instances of a service
     * @param retries the files that could not be made
     * @param trouble receives problems that do not keep an instance from going on
     */
    public ProcessChannels(
            Kernel kernel,
            Loop loop,
            String runFolder,
            String folder,
            Function<String, List<Instance>> members,
            BiConsumer<Instance, Event> feed,
            StandardInputs inputs,
            Retries<Instance> retries,
            AuxProcesses children,
            BiConsumer<Instance, String> trouble) {
        this.runFolder = runFolder;
        this.inputs = inputs;
        signs = new ReadinessFds(kernel, loop, instance -> feed.accept(instance, new Event.BecameReady()));
        notifySockets = new NotifySockets(kernel, loop, folder, feed, retries, trouble);
        sockets = new ServiceSockets(kernel, members, trouble);
        starts = new ConnectionStarts(kernel, loop, sockets, children, feed);
    }

    /**
     * Returns how to launch the next process of an instance.
     *
     * @throws dev.tend.kernel.KernelException where a descriptor for it cannot be made
     */
    Launch launch(Instance instance, Launch.Output output) {
        var spec = instance.spec();
        notifySockets.open(instance);
        var descriptors = sockets.open(spec);
        return new Launch(
                instance.name(),
                spec,
                new Launch.Work.Main(),
                output,
                inputs.input(spec),
                signs.notificationFd(spec),
                descriptors,
                variables(instance));
    }

    private Map<String, String> variables(Instance instance) {
        var variables = new TreeMap<>(InstanceVariables.of(instance));
        variables.put(Launch.EXEC_PID, Launch.OWN_PID);
        notifySockets.addVariables(instance, variables);
        ServiceSockets.addVariables(instance.spec(), variables);
        if (instance.spec().environment().isOfSteward()) {
            variables.put(Launch.RUN_FOLDER, runFolder);
        }
        return variables;
    }

    void forked(Instance instance, Child child) {
        signs.listen(instance, child);
    }

    /** Connects with a process that an earlier keeper has started. */
    public void adopt(Instance instance) {
        instance.state().running().ifPresent(process -> {
            notifySockets.resume(instance);
            sockets.adopt(instance, process);
        });
    }

    /** Returns the status that an instance reports about itself, for people; or "". */
    public String note(Instance instance) {
        return notifySockets.note(instance);
    }

    @Override
    public void changed(Instance instance) {
        notifySockets.changed(instance);
        starts.changed(instance);
    }

    @Override
    public void defined(Instance instance) {
        boolean watched = starts.forget(instance);
        sockets.tidy(instance.spec().name());
        starts.defined(instance, watched);
    }

    /** Its process has ended. */
    public void ended(Instance instance) {
        signs.forget(instance);
    }

    @Override
    public void gone(Instance instance) {
        starts.forget(instance);
        notifySockets.close(instance);
        sockets.tidy(instance.spec().name());
    }
}
