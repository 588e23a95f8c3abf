package dev.tend.keeper;

import dev.tend.dialect.Dialect;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Exit;
import java.util.ArrayList;
import java.util.List;

/** Takes over what a keeper before us has left, as it is written down; who still runs is not started again. */
final class Adoption {

    private final Kernel kernel;
    private final StoredDefinitions definitions;
    private final StateFolder states;
    private final Supervisor supervisor;

    Adoption(Kernel kernel, Dialect dialect, StateFolder states, Supervisor supervisor) {
        this.kernel = kernel;
        this.definitions = new StoredDefinitions(dialect, kernel);
        this.states = states;
        this.supervisor = supervisor;
    }

    /** Every instance that is written down. What its state left open waits for {@link #settle}, until the files were read. */
    List<Instance> adopt() {
        var adopted = new ArrayList<Instance>();
        states.read().forEach((name, state) -> {
            boolean child = state.life().state().running().map(kernel::isChild).orElse(false);
            adopted.add(supervisor.adopt(name, definitions.of(state), state, child));
        });
        return adopted;
    }

    /** What an adopted instance's state left open: a process that ended unseen, a session half swept, a start not made. */
    void settle(Instance instance) {
        supervisor.keep(instance);
        var errand = instance.state().errand();
        errand.ifPresent(process -> supervisor.adoptHook(instance, process, kernel.isChild(process)));
        boolean unseen = instance.state().running().isPresent()
                && instance.opened().isEmpty()
                && !supervisor.mains().isChild(instance);
        supervisor.feed(instance, unseen ? new Event.Ended(new Exit.Unknown()) : new Event.Adopted());
        errand.ifPresent(supervisor::settleHook);
    }
}
