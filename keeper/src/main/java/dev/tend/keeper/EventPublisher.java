package dev.tend.keeper;

import dev.tend.bosh.DeploymentReport;
import dev.tend.format.Problem;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.ResourceUse;
import dev.tend.loop.FaultBarrier;
import dev.tend.output.Journal;
import dev.tend.source.Catalogue;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the events of a turn, and publishes them when the turn is over: to the journal first, then to all other listeners. */
final class EventPublisher implements DeploymentReport.Journal {

    private final Kernel kernel;
    private final FaultBarrier guard;
    private final Journal journal;
    private final List<EventListener> listeners;
    private final TurnEvents untold = new TurnEvents();
    private String unwritten = "";
    private Set<String> knownProblems = Set.of();

    EventPublisher(Kernel kernel, String logFolder, List<EventListener> listeners, FaultBarrier guard) {
        this.guard = guard;
        this.kernel = kernel;
        this.listeners = new ArrayList<>(listeners);
        journal = new Journal(
                kernel.files(), kernel.streams(), KeeperOptions.journal(logFolder), entry -> Codec.fields(entry)
                        .text());
    }

    /** Adds a listener after the others. */
    void join(EventListener listener) {
        listeners.add(listener);
    }

    /**
     * @param instance the name of the instance that the event is about, or "" for the keeper itself
     * @param used by the run whose end the event is
     */
    void add(String instance, String event, int pid, String why, String lastWords, Optional<ResourceUse> used) {
        untold.add(new HistoryEvent(kernel.clock().wallTime(), instance, event, pid, why, lastWords, used));
        if (untold.isFull()) {
            tell();
        }
    }

    void add(String instance, String event, String why) {
        add(instance, event, 0, why, "", Optional.empty());
    }

    @Override
    public void deployment(String name, String text) {
        add(name, "deployment", text);
    }

    /** Adds an action that failed; the keeper goes on. */
    @Override
    public void trouble(String what) {
        trouble("", what);
    }

    /** Adds the same about an instance. */
    void trouble(String instance, String what) {
        add(instance, TurnEvents.TROUBLE, what);
    }

    /** Publishes what is wrong with files now: each problem when it appears, and not again while it lasts. */
    void problems(Catalogue catalogue) {
        var now = new LinkedHashSet<String>();
        for (Problem problem : catalogue.problems()) {
            now.add(problem.toString());
        }
        for (Problem remark : catalogue.remarks()) {
            now.add(remark.toString());
        }
        for (String problem : now) {
            if (!knownProblems.contains(problem)) {
                add("", "problem", problem);
            }
        }
        knownProblems = now;
    }

    /** The turn is over. */
    void tell() {
        var events = untold.take();
        if (events.isEmpty()) {
            return;
        }
        guard.run("the journal", () -> remember(events));
        for (EventListener listener : listeners) {
            guard.run("news", () -> {
                events.forEach(listener::tell);
                listener.pause();
            });
        }
    }

    /** Writes events to the journal, and adds one about a failure to write them, once for each reason. */
    private void remember(List<HistoryEvent> events) {
        if (!journal.append(events) && !journal.trouble().equals(unwritten)) {
            unwritten = journal.trouble();
            String why = unwritten + ": events are not saved until that is corrected";
            events.add(new HistoryEvent(kernel.clock().wallTime(), "", TurnEvents.TROUBLE, 0, why, ""));
        }
    }

    void writable(int descriptor) {
        listeners.forEach(listener -> listener.writable(descriptor));
    }
}
