package dev.tend.control;

import dev.tend.health.ScheduledRuns;
import dev.tend.instance.Instance;
import dev.tend.kernel.Clock;
import dev.tend.lifecycle.State;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.supervisor.Supervisor;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import dev.tend.wire.Request.Verb;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Carries out an action for instances, and waits, for one connection, until each of them is as ordered, or is known not
 * to become so. They come in waves: the next begins when all of the one before are as wanted, and none if one is not.
 */
final class Waiter implements Answer {

    /** The memory that an awaited instance takes, in bytes. */
    private static final int MEMORY = 96;

    private final ClientConnection conversation;
    private final Clock clock;
    private final Loop loop;
    private final Request.Change change;
    private final List<Reply> settled;
    private final Supervisor supervisor;
    private final Consumer<List<Instance>> action;
    private final Deque<List<Instance>> waves = new ArrayDeque<>();
    private final Set<String> open = new TreeSet<>();
    private final LoopTimer tooLate;

    /** The next wave begins when all is done that the end of the one before brought about. */
    private final LoopTimer next;

    private boolean allGood = true;

    /**
     * @param settled the replies that can be given at once
     * @param instances by waves
     * @param change the request; its patience is for each wave
     * @param action is carried out for each wave
     */
    Waiter(
            ClientConnection conversation,
            Clock clock,
            Loop loop,
            Supervisor supervisor,
            List<Reply> settled,
            List<List<Instance>> instances,
            Request.Change change,
            Consumer<List<Instance>> action) {
        this.conversation = conversation;
        this.clock = clock;
        this.loop = loop;
        this.settled = settled;
        this.change = change;
        this.supervisor = supervisor;
        this.action = action;
        waves.addAll(instances);
        tooLate = conversation.alarm(this::outOfPatience);
        next = conversation.alarm(this::wave);
    }

    @Override
    public void begin() {
        settled.forEach(conversation::say);
        wave();
    }

    private void wave() {
        var wave = waves.remove();
        var there = new ArrayList<>(wave);
        there.removeIf(Instance::leaving);
        action.accept(there);
        wave.forEach(instance -> open.add(instance.name()));
        loop.set(tooLate, clock.now() + change.patience());
        wave.forEach(this::look);
        endIfOver();
    }

    @Override
    public void end() {
        open.clear();
        waves.clear();
        loop.set(tooLate, LoopTimer.UNSET);
        loop.set(next, LoopTimer.UNSET);
    }

    @Override
    public int weight() {
        return MEMORY * (open.size() + waves.size());
    }

    @Override
    public void changed(Instance instance) {
        if (open.contains(instance.name())) {
            look(instance);
            endIfOver();
        }
    }

    private void look(Instance instance) {
        boolean up = change.verb() == Verb.START || change.verb() == Verb.RESTART;
        supervisor.quarantine().why(instance).ifPresent(why -> settle(instance, false, why));
        if (change.verb() != Verb.KILL && supervisor.order().isPending(instance)) {
            return; // it is what it was before
        }
        if (change.verb() == Verb.RESTART) {
            supervisor
                    .unrestarted(instance)
                    .ifPresent(why -> settle(instance, false, RequestHandler.NOT_RESTARTED + why));
        }
        if (RequestHandler.arms(change, instance) && !instance.isBeingStopped()) {
            settle(instance, true, armed(instance));
        }
        switch (instance.state()) {
            case State.Ready(var process, var _) -> {
                if (up) {
                    settle(instance, true, "ready, pid " + process.pid());
                }
            }
            case State.Done(var why) -> settle(instance, true, "done: " + why);
            case State.Failed(var why) -> settle(instance, !up, "failed: " + why + lastLine(instance));
            case State.Waiting(var until, var why)
            when until == State.NEVER && isTimed(instance) -> settle(instance, !why.startsWith(State.FAILED_RUN), why);
            case State.Waiting(var until, var _) -> {
                if (up && !(until == State.NEVER && supervisor.order().mayClear(instance))) {
                    String further = until == State.NEVER ? "" : ", and so on" + lastLine(instance);
                    settle(instance, false, instance.life().why(clock.now()) + further);
                }
            }
            case State.Down(var why) -> settle(instance, !up, "down: " + why);
            case State.Forking _, State.Starting _, State.Up _ -> {}
            case State.InHook _, State.Stopping _, State.Finishing _ ->
                instance.refusal().ifPresent(why -> settle(instance, false, Reply.Status.STOP_FAILED + why));
        }
    }

    private String armed(Instance instance) {
        return instance.state().running().isPresent()
                ? "runs, and then " + ScheduledRuns.WAITS
                : ScheduledRuns.WAITS
                        + supervisor
                                .appointment(instance)
                                .map(next -> "; " + next)
                                .orElse("");
    }

    private String lastLine(Instance instance) {
        return supervisor
                .lastLine(instance)
                .map(line -> "; its last line: " + line)
                .orElse("");
    }

    /** Tells whether it is a task on a timer, which waits again after each run. */
    private static boolean isTimed(Instance instance) {
        return instance.spec().appointment().isPresent();
    }

    private void settle(Instance instance, boolean good, String text) {
        if (open.remove(instance.name())) {
            var forgotten = good && RequestHandler.ends(change.verb())
                    ? supervisor.unwritten(instance)
                    : Optional.<String>empty();
            boolean done = good && forgotten.isEmpty();
            allGood &= done;
            String result = text + forgotten.map(RequestHandler::notKept).orElse("");
            conversation.say(new Reply.Outcome(instance.name(), done, result));
        }
    }

    private void outOfPatience() {
        for (String name : open) {
            String soFar = supervisor
                    .instance(name)
                    .map(instance -> instance.life().why(clock.now()))
                    .map(why -> " (" + why + ")")
                    .orElse("");
            String text = "not there yet: the wait is over, not the " + word(change.verb()) + soFar;
            conversation.say(new Reply.Outcome(name, false, text));
        }
        tellUntouched();
        conversation.done(75, "timed out");
    }

    private void endIfOver() {
        if (!open.isEmpty()) {
            return;
        }
        if (allGood && !waves.isEmpty()) {
            loop.set(next, clock.now());
            return;
        }
        tellUntouched();
        conversation.done(allGood ? 0 : 1, "");
    }

    private void tellUntouched() {
        for (var wave : waves) {
            wave.forEach(instance -> conversation.say(new Reply.Outcome(instance.name(), false, "not touched")));
        }
    }

    static String word(Verb verb) {
        return switch (verb) {
            case START -> "start";
            case STOP, STOP_UNDRAINED -> "stop";
            case DRAIN -> "drain";
            case RESTART -> "restart";
            case KILL -> "kill";
        };
    }
}
