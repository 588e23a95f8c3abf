package dev.tend.keeper;

import dev.tend.control.Control;
import dev.tend.control.OneProcess;
import dev.tend.instance.Instance;
import dev.tend.instance.KeeperOptions.Manner;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.ResourceUse;
import dev.tend.supervisor.EngineListener;
import dev.tend.supervisor.GroupStarts;
import java.util.Optional;

/** Passes on what the engine reports to the parts of the keeper that it concerns. These are made after the engine, and join then. */
final class EngineEvents implements EngineListener {

    private final Manner manner;
    private final Optional<OneProcess> one;
    private final EventPublisher events;
    private GroupStarts groups;
    private Reloads reloads;
    private KeeperEnd end;
    private Control control;

    /** @param one the only process, where the keeper is a process manager */
    EngineEvents(Manner manner, Optional<OneProcess> one, EventPublisher events) {
        this.manner = manner;
        this.one = one;
        this.events = events;
    }

    void join(GroupStarts starts, Reloads files, KeeperEnd ending, Control clients) {
        groups = starts;
        reloads = files;
        end = ending;
        control = clients;
    }

    @Override
    public void happened(Instance instance, Happening happening, String detail, String lastWords) {
        one.ifPresent(process -> process.happened(instance, happening));
        int pid = instance.leader().map(process -> process.pid()).orElse(0);
        var used = happening == Happening.ENDED ? instance.used() : Optional.<ResourceUse>empty();
        events.add(instance.name(), happening.word(), pid, detail, lastWords, used);
    }

    @Override
    public void trouble(Instance instance, String problem) {
        events.trouble(instance.name(), problem);
    }

    @Override
    public void changed(Instance instance) {
        groups.changed(instance);
        control.changed(instance);
    }

    @Override
    public void endKeeper(Instance instance, int code) {
        if (one.isEmpty() || one.get().endsKeeper()) {
            end.endWith(instance, code);
        }
    }

    @Override
    public void exited() {
        if (manner == Manner.RUNSV) {
            end.shutdown("told to exit", 0);
        } else {
            reloads.lookAfterExit();
        }
    }

    @Override
    public void returned() {
        reloads.lookAfterReturn();
    }

    @Override
    public void review(Instance instance) {
        reloads.review(instance);
    }

    @Override
    public void restartable(Instance instance) {
        reloads.restart(instance);
    }
}
