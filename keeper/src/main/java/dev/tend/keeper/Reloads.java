package dev.tend.keeper;

import dev.tend.format.SourceCommand;
import dev.tend.instance.Instance;
import dev.tend.kernel.Clock;
import dev.tend.lifecycle.Reason;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.service.Plan.Change;
import dev.tend.source.Catalogue;
import dev.tend.source.Catalogue.Interest;
import dev.tend.source.SourceCommands;
import dev.tend.text.Durations;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads the files and carries their plan out: when somebody asks for it, after an edit, and where something is left to do. */
final class Reloads {

    /** The shortest time, in microseconds, that runsvdir waits before it starts a runsv again. */
    private static final long COMEBACK = Durations.SECOND;

    private final Clock clock;
    private final Loop loop;
    private final Catalogue catalogue;
    private final SourceCommands commands;
    private final EventPublisher events;
    private final ReloadPlan plan;
    private final Reload reload;
    private final Adoption adoption;
    private final Settlement settlement;
    private final Shutdown shutdown;

    /** The timer of the next look at services that an order has removed and that are wanted again. */
    private final LoopTimer comeback = new LoopTimer(() -> request("its folder is still there"));

    /**
     * The timer of a reload after a stop that an earlier keeper began is finished: a service whose file wants it is
     * then started afresh.
     */
    private final LoopTimer returned = new LoopTimer(() -> request("the keeper that stopped it has ended"));

    /** The timer of a reload after one that was abandoned, as a whole or for some service. */
    private final LoopTimer again = new LoopTimer(() -> request("the keeper had failed to do it"));

    /** Tells whether the instances whose states cannot be trusted have been looked for. */
    private boolean recovered;

    Reloads(
            Clock clock,
            Loop loop,
            Catalogue catalogue,
            SourceCommands commands,
            EventPublisher events,
            ReloadPlan plan,
            Reload reload,
            Adoption adoption,
            Settlement settlement,
            Shutdown shutdown) {
        this.clock = clock;
        this.loop = loop;
        this.catalogue = catalogue;
        this.commands = commands;
        this.events = events;
        this.plan = plan;
        this.reload = reload;
        this.adoption = adoption;
        this.settlement = settlement;
        this.shutdown = shutdown;
    }

    /** Reads everything and carries the plan out. Returns the changes; none while the keeper stops. */
    List<Change> reload(String cause) {
        return reload(cause, Interest.IN_ALL);
    }

    /** Carries out an action when the commands that sources need have ended: at once where there are none. */
    void prepare(Interest interest, Runnable action) {
        var wanted = shutdown.isUnderWay() ? List.<SourceCommand>of() : catalogue.commands(interest);
        if (wanted.isEmpty()) {
            action.run();
            return;
        }
        commands.execute(wanted, results -> loop.guard().run("reading", () -> {
            catalogue.keep(results);
            action.run();
        }));
    }

    /** Reads what is of interest and carries the plan out, as soon as the commands that sources need have ended. */
    void request(String cause, Interest interest) {
        prepare(interest, () -> reload(cause, interest));
    }

    void request(String cause) {
        request(cause, Interest.IN_ALL);
    }

    private List<Change> reload(String cause, Interest interest) {
        if (shutdown.isUnderWay()) {
            return List.of();
        }
        read(interest);
        if (!recovered) {
            recover().forEach(settlement::settle);
        }
        return carryOut(cause);
    }

    /** Reads the files. Should what follows be abandoned, a reload repeats it. */
    void read(Interest interest) {
        loop.set(again, clock.now() + COMEBACK); // unless this comes to its end
        catalogue.read(interest);
        events.problems(catalogue);
    }

    /**
     * Carries the first plan out; if sources need commands, it waits for them, since services may depend on theirs. Where two
     * sources define a service of the same name, and there is nothing to go on with, it ends the keeper.
     */
    void first(String cause, boolean isNew) {
        prepare(Interest.IN_ALL, () -> {
            if (catalogue.hasResults()) {
                read(Interest.IN_ALL);
            }
            if (isNew && catalogue.conflict().isPresent()) {
                shutdown.begin("two sources define a service of the same name", StartupCheck.UNUSABLE);
            } else {
                carryOut(cause);
            }
        });
    }

    /** Carries the plan out. */
    List<Change> carryOut(String cause) {
        var changes = reload.carryOut(new Reason.Other(cause));
        if (!reload.isToBeRepeated()) {
            loop.set(again, LoopTimer.UNSET);
        }
        return changes;
    }

    /** Takes over the instances whose states can be trusted. Their definitions are in force. */
    List<Instance> adopt() {
        return inForce(adoption.adopt());
    }

    /** Recovers doubtful instances. Nothing may be started before, since it may run already. */
    List<Instance> recover() {
        var found = inForce(adoption.recover());
        recovered = true;
        return found;
    }

    private List<Instance> inForce(List<Instance> instances) {
        instances.forEach(instance -> plan.adopted(instance.definition()));
        return instances;
    }

    /** Returns the changes that a reload would make now. */
    List<Change> plan() {
        catalogue.read(Interest.IN_ALL);
        return plan.changes();
    }

    /**
     * Returns the same with what follows from it for services that require a stopped or restarted one.
     *
     * @param further adds what else a reload would lead to
     */
    List<Change> foreseen(UnaryOperator<List<Change>> further) {
        return plan.withDependents(further.apply(plan()));
    }

    /** Schedules a look at services that an order has removed. */
    void lookAfterExit() {
        loop.set(comeback, clock.now() + COMEBACK);
    }

    /** Reloads when this turn is over: a stop is finished that an earlier keeper began. */
    void lookAfterReturn() {
        loop.set(returned, clock.now());
    }

    /** Looks anew at an instance for which a unit of work was abandoned. */
    void review(Instance instance) {
        if (instance.untouched() && !instance.leaving()) {
            reload.bear(instance, new Reason.Other("the keeper had failed to start it"));
        } else {
            settlement.review(instance);
            reload.review(instance);
        }
    }

    /** Looks whether the file of an instance asks for a restart that was refused. */
    void restart(Instance instance) {
        reload.review(instance);
    }
}
