package dev.tend.runsv;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceVariables;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.Exit;
import dev.tend.process.AuxProcesses;
import dev.tend.process.Captures;
import dev.tend.runsv.RunsvDirectories.RunsvActions;
import dev.tend.service.Command;
import dev.tend.service.Hooks.Action;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The scripts in the directory {@code control} of one service, which are run as its user. */
final class ControlScripts implements RunsvCommands.Scripts {

    private static final int OWNER_EXECUTES = 0100;

    private final Files files;
    private final AuxProcesses auxProcesses;
    private final Captures captures;
    private final RunsvActions operator;
    private final Instance instance;
    private final String service;

    ControlScripts(
            Files files,
            AuxProcesses auxProcesses,
            Captures captures,
            RunsvActions operator,
            Instance instance,
            String service) {
        this.files = files;
        this.auxProcesses = auxProcesses;
        this.captures = captures;
        this.operator = operator;
        this.instance = instance;
        this.service = service;
    }

    /** {@inheritDoc} A service that logs for another has none. */
    @Override
    public boolean has(char order) {
        var script = files.facts(service + "/control/" + order);
        return script.isPresent() && !instance.spec().input() && (script.get().mode() & OWNER_EXECUTES) != 0;
    }

    @Override
    public boolean start(char order, Consumer<Boolean> over) {
        try {
            var script = new Action(new Command.Words(List.of("control/" + order)), false, false, Long.MAX_VALUE);
            var process = auxProcesses.start(
                    new Launch(
                            instance.name(),
                            instance.spec(),
                            new Launch.Work.AuxCommand(script, List.of(), true),
                            captures.join(instance),
                            OptionalInt.empty(),
                            InstanceVariables.ofHelpers(instance)),
                    (_, exit, _) -> ended(exit, over));
            auxProcesses.release(process);
            return true;
        } catch (KernelException failed) {
            operator.trouble(instance, failed.getMessage());
            return false;
        }
    }

    private void ended(Exit exit, Consumer<Boolean> over) {
        captures.drain(instance);
        over.accept(exit.equals(new Exit.Code(0)));
    }
}
