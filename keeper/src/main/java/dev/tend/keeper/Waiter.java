package dev.tend.keeper;

import dev.tend.kernel.Clock;
import dev.tend.lifecycle.State;
import dev.tend.wire.Reply;
import dev.tend.wire.Request.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Waits, for one conversation, until each of some instances is what it was told to be, or is known not to become it. */
final class Waiter {

    private final Conversation conversation;
    private final Clock clock;
    private final Loop loop;
    private final Verb verb;
    private final Predicate<Instance> mayClear;
    private final Set<String> open = new TreeSet<>();
    private final Alarm patience = new Alarm(this::outOfPatience);
    private boolean allGood = true;

    /** @param mayClear whether one that others hold back may be let go by itself */
    Waiter(
            Conversation conversation,
            Clock clock,
            Loop loop,
            Verb verb,
            List<Instance> instances,
            Predicate<Instance> mayClear) {
        this.conversation = conversation;
        this.clock = clock;
        this.loop = loop;
        this.verb = verb;
        this.mayClear = mayClear;
        instances.forEach(instance -> open.add(instance.name()));
    }

    void start(List<Instance> instances, long until) {
        loop.set(patience, until);
        List.copyOf(instances).forEach(this::look);
        endIfOver();
    }

    void cancel() {
        open.clear();
        loop.set(patience, Alarm.UNSET);
    }

    void changed(Instance instance) {
        if (open.contains(instance.name())) {
            look(instance);
            endIfOver();
        }
    }

    private void look(Instance instance) {
        boolean up = verb == Verb.START || verb == Verb.RESTART;
        switch (instance.state()) {
            case State.Ready(var process, var _) -> {
                if (up) {
                    settle(instance, true, "ready, pid " + process.pid());
                }
            }
            case State.Done(var why) -> settle(instance, true, "done: " + why);
            case State.Failed(var why) -> settle(instance, !up, "failed: " + why);
            case State.Waiting(var until, var _) -> {
                if (up && !(until == State.NEVER && mayClear.test(instance))) {
                    settle(instance, false, instance.life().why(clock.now()));
                }
            }
            case State.Down(var why) -> settle(instance, !up, "down: " + why);
            case State.Forking _, State.Starting _, State.Up _ -> {}
            case State.InHook _, State.Stopping _, State.Finishing _ -> {}
        }
    }

    private void settle(Instance instance, boolean good, String text) {
        if (open.remove(instance.name())) {
            allGood &= good;
            conversation.say(new Reply.Outcome(instance.name(), good, text));
        }
    }

    private void outOfPatience() {
        for (String name : new ArrayList<>(open)) {
            conversation.say(new Reply.Outcome(name, false, "not there yet: the wait is over, not the " + word(verb)));
        }
        open.clear();
        conversation.done(75, "timed out");
        conversation.waited();
    }

    private void endIfOver() {
        if (open.isEmpty()) {
            conversation.done(allGood ? 0 : 1, "");
            conversation.waited();
        }
    }

    static String word(Verb verb) {
        return switch (verb) {
            case START -> "start";
            case STOP -> "stop";
            case RESTART -> "restart";
            case KILL -> "kill";
        };
    }
}
