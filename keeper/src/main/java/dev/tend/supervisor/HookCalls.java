package dev.tend.supervisor;

import dev.tend.instance.DeliveryListener;
import dev.tend.instance.Instance;
import dev.tend.instance.InstanceVariables;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes.Delivery;
import dev.tend.lifecycle.Effect.RunHook;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.Process;
import dev.tend.process.AuxProcess;
import dev.tend.process.AuxProcesses;
import dev.tend.process.Captures;
import dev.tend.service.Command;
import dev.tend.service.Hook;
import dev.tend.service.Hooks.Action;
import dev.tend.source.Trust;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** Calls the hooks of instances, with the arguments and variables that each needs. It does not decide what a hook's end means. */
public final class HookCalls {

    /** The descriptor to which a drain script writes its answer. */
    private static final int STANDARD_OUTPUT = 1;

    private final Files files;
    private final AuxProcesses auxProcesses;
    private final Captures captures;
    private final HookContext context;
    private final DeliveryListener deliveries;
    private final BiConsumer<Instance, Event> feed;

    HookCalls(
            Files files,
            AuxProcesses auxProcesses,
            Captures captures,
            HookContext context,
            DeliveryListener deliveries,
            BiConsumer<Instance, Event> feed) {
        this.files = files;
        this.auxProcesses = auxProcesses;
        this.captures = captures;
        this.context = context;
        this.deliveries = deliveries;
        this.feed = feed;
    }

    /** Forks a hook, which waits to be released. */
    Event run(Instance instance, RunHook run) {
        var action = instance.spec().hooks().action(run.hook());
        if (action.isEmpty()) { // its file has lost the hook since
            return new Event.HookEnded(new Exit.Code(0), "");
        }
        boolean answers = run.hook() == Hook.DRAIN;
        boolean leaves = run.hook() == Hook.LAUNCH;
        try {
            if (isLeftOut(action.get())) {
                return new Event.HookEnded(new Exit.Code(0), "");
            }
            refuseWhatOthersMayChange(instance, action.get());
            return new Event.HookSpawned(auxProcesses.start(
                    new Launch(
                            instance.name(),
                            instance.spec(),
                            new Launch.Work.AuxCommand(action.get(), context.arguments(instance, run), leaves),
                            output(instance, run.hook()),
                            answers ? OptionalInt.of(STANDARD_OUTPUT) : OptionalInt.empty(),
                            variables(instance, run)),
                    ending(instance)));
        } catch (KernelException failed) {
            return new Event.HookEnded(new Exit.Code(127), failed.getMessage());
        }
    }

    /** The user of a service must not come to run a program as root by changing that of its hook. */
    private void refuseWhatOthersMayChange(Instance instance, Action action) {
        boolean other =
                action.privileged() && instance.spec().credentials().user().isPresent();
        if (other && action.command() instanceof Command.Words(var words)) {
            new Trust(files).problem(words.getFirst()).ifPresent(problem -> {
                throw new KernelException(words.getFirst() + ": " + problem);
            });
        }
    }

    private boolean isLeftOut(Action action) {
        return action.optional()
                && files.facts(action.command().argv().getFirst()).isEmpty();
    }

    /** A launch begins a run, and writes where what it starts will write. */
    private Launch.Output output(Instance instance, Hook hook) {
        if (hook == Hook.LAUNCH) {
            return captures.open(instance);
        }
        return context.output(instance, hook).orElseGet(() -> captures.join(instance));
    }

    /** The end of one that is not what its instance is in any more means nothing to it. */
    private AuxProcess.EndListener ending(Instance instance) {
        return new AuxProcess.EndListener() {
            @Override
            public void ended(Process process, Exit exit, String said) {
                captures.drain(instance);
                if (instance.state().hookProcess().equals(Optional.of(process))) {
                    feed.accept(instance, new Event.HookEnded(exit, said));
                }
            }

            @Override
            public void refused(int pid) {
                deliveries.delivered(instance, pid, Delivery.REFUSED);
            }
        };
    }

    private Map<String, String> variables(Instance instance, RunHook run) {
        var variables = InstanceVariables.ofHelpers(instance);
        variables.put("SERVICE", instance.spec().name());
        variables.put("RESTARTS", String.valueOf(instance.life().restarts()));
        instance.state().running().ifPresent(main -> variables.put(Launch.MAIN_PID, String.valueOf(main.pid())));
        if (run.hook() == Hook.FINISH) {
            variables.put("EXIT_CODE", run.arguments().getFirst());
            variables.put("EXIT_SIGNAL", run.arguments().getLast());
        }
        variables.putAll(context.variables(instance, run.hook()));
        return variables;
    }

    /** Takes over a hook that an earlier keeper has called. */
    public void adopt(Instance instance, Process process, boolean ours) {
        boolean leaves = instance.state() instanceof HookPhase.Launch;
        auxProcesses.adopt(instance.name(), process, ours, leaves, ending(instance));
    }
}
