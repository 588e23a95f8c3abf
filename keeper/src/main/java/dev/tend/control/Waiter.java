package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.kernel.Clock;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.supervisor.Instances;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import dev.tend.wire.Request.Verb;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Carries out an action for instances, and waits, for one connection, until each of them is as ordered, or is known not
 * to become so. They come in waves: the next begins when all of the one before are as wanted, and none if one is not.
 */
final class Waiter implements Answer {

    /** The memory that an awaited instance takes, in bytes. */
    private static final int MEMORY = 96;

    private final ClientConnection connection;
    private final Clock clock;
    private final Loop loop;
    private final Request.Change change;
    private final List<Reply> settled;
    private final Instances instances;
    private final ChangeAction action;
    private final ChangeOutcomes outcomes;
    private final Deque<List<Instance>> waves = new ArrayDeque<>();
    private final Set<String> open = new TreeSet<>();
    private final LoopTimer tooLate;

    /** The next wave begins when all is done that the end of the one before brought about. */
    private final LoopTimer next;

    private boolean allGood = true;

    /**
     * @param settled the replies that can be given at once
     * @param waves the instances by waves
     * @param change the request; its patience is for each wave
     * @param action carries the request out for each wave
     */
    Waiter(
            ClientConnection connection,
            Clock clock,
            Loop loop,
            Instances instances,
            List<Reply> settled,
            List<List<Instance>> waves,
            Request.Change change,
            ChangeAction action,
            ChangeOutcomes outcomes) {
        this.connection = connection;
        this.clock = clock;
        this.loop = loop;
        this.settled = settled;
        this.change = change;
        this.instances = instances;
        this.action = action;
        this.outcomes = outcomes;
        this.waves.addAll(waves);
        tooLate = connection.alarm(this::outOfPatience);
        next = connection.alarm(this::wave);
    }

    @Override
    public void begin() {
        settled.forEach(connection::say);
        wave();
    }

    private void wave() {
        var wave = waves.remove();
        var there = new ArrayList<>(wave);
        there.removeIf(Instance::leaving);
        action.carryOut(change, there);
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
        if (open.contains(instance.name())) {
            outcomes.settled(change, instance).ifPresent(outcome -> {
                open.remove(instance.name());
                allGood &= outcome.good();
                connection.say(outcome);
            });
        }
    }

    private void outOfPatience() {
        for (String name : open) {
            String soFar = instances
                    .find(name)
                    .map(instance -> instance.life().why(clock.now()))
                    .map(why -> " (" + why + ")")
                    .orElse("");
            String text = "not there yet: the wait is over, not the " + word(change.verb()) + soFar;
            connection.say(new Reply.Outcome(name, false, text));
        }
        tellUntouched();
        connection.done(75, "timed out");
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
        connection.done(allGood ? 0 : 1, "");
    }

    private void tellUntouched() {
        for (var wave : waves) {
            wave.forEach(instance -> connection.say(new Reply.Outcome(instance.name(), false, "not touched")));
        }
    }

    static String word(Verb verb) {
        return switch (verb) {
            case START -> "start";
            case STOP, STOP_UNDRAINED -> "stop";
            case DRAIN -> "drain";
            case RESTART -> "restart";
            case RELOAD, RELOAD_OR_RESTART -> "reload";
            case KILL -> "kill";
        };
    }
}
