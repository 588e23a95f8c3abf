package dev.tend.keeper;

import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.State.HookStop;
import dev.tend.lifecycle.State.Patience;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.service.Hook;
import dev.tend.service.Hooks;
import dev.tend.service.Hooks.Action;
import dev.tend.service.ServiceSpec;
import dev.tend.service.StopPolicy;
import dev.tend.supervisor.Supervisor;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The end of the keeper. All services stop, each in its own way; those that are left when the time for all of them is over are killed.
 * It ends in any case: a process that not even KILL ends is given up, and left to the next keeper.
 */
final class Shutdown {

    /** A container's runtime kills process 1 after 10 s; the difference is for processes that have to be killed, and for the keeper. */
    static final long TOTAL_AS_FIRST = 8 * Durations.SECOND;

    /** The time after KILL, in microseconds; a process that is left longer is stuck in the system, or may not be signalled. */
    private static final long PATIENCE_AFTER_KILL = 10 * Durations.SECOND;

    /** The end of process 1 ends all others. */
    private static final long PATIENCE_AFTER_KILL_AS_FIRST = Durations.SECOND;

    private static final int FAILED = 1;

    private static final List<Hook> BEFORE_THE_SIGNAL = List.of(Hook.PRE_STOP, Hook.DRAIN, Hook.HALT);

    private final Kernel kernel;
    private final Loop loop;
    private final Supervisor supervisor;
    private final EventPublisher news;
    private final OptionalLong total;
    private final LoopTimer timeUp = new LoopTimer(this::killAll);
    private final LoopTimer patience = new LoopTimer(() -> patienceIsOver = true);

    /** The exit code of the keeper; present once it is stopping. */
    private OptionalInt code = OptionalInt.empty();

    /** The reason of the stop, for the services' histories. */
    private String cause = "";

    /** Tells whether all instances were told to stop. */
    private boolean begun;

    /** Tells whether everything that is left was killed long ago, as far as was known before this turn. */
    private boolean patienceIsOver;

    private boolean givenUp;

    /** Tells whether everything that is left has been killed, as far as possible. */
    private boolean hurried;

    /**
     * @param total the time for all services together, in microseconds; empty: that of each, and as process 1 a limit
     *     that suits a container
     */
    Shutdown(Kernel kernel, Loop loop, Supervisor supervisor, EventPublisher news, OptionalLong total) {
        this.kernel = kernel;
        this.loop = loop;
        this.supervisor = supervisor;
        this.news = news;
        this.total = total;
    }

    boolean isUnderWay() {
        return code.isPresent();
    }

    int exitCode() {
        boolean left = isUnderWay() && !supervisor.instances().isEmpty();
        return left && code.orElse(0) == 0 ? FAILED : code.orElse(0);
    }

    /** Tells whether nothing is left to wait for. */
    boolean isOver() {
        return isUnderWay() && (givenUp || supervisor.isOver());
    }

    /** Begins; while it is under way, nothing. */
    void begin(String cause, int exitCode) {
        if (isUnderWay()) {
            return;
        }
        code = OptionalInt.of(exitCode);
        news.add("", "stopping", cause);
        this.cause = cause;
        stopAll();
    }

    private void stopAll() {
        limit().ifPresent(time -> loop.set(timeUp, kernel.now() + time));
        List.copyOf(supervisor.instances()).forEach(supervisor::release);
        supervisor.instances().forEach(instance -> instance.leaving(true));
        supervisor.order().stop(List.copyOf(supervisor.instances()), new Event.Stop(cause));
        begun = true;
    }

    /** Kills whatever is left. */
    void hurry(String cause) {
        hurried = true;
        for (Instance instance : List.copyOf(supervisor.instances())) {
            supervisor.release(instance);
            supervisor.feed(instance, new Event.Kill(cause));
        }
    }

    private void killAll() {
        news.add("", "stopping", "the time for all services to stop is over: those that are left are killed");
        hurry("still there when the keeper's time to stop was over");
    }

    /** Looks whether the shutdown goes on; to be called at the end of each turn. */
    void look() {
        if (!isUnderWay() || isOver()) {
            return;
        }
        if (!begun) { // its beginning was abandoned
            stopAll();
        }
        boolean refused = true;
        boolean killed = true;
        for (Instance instance : supervisor.instances()) {
            boolean unreachable = instance.awaitsEnd() && instance.refusal().isPresent();
            refused &= unreachable;
            killed &= unreachable || isKilled(instance.state());
            if (!refused && !killed) {
                break; // one is enough
            }
        }
        boolean futile = refused || killed && patienceIsOver; // nothing is gained by waiting
        if (futile && !hurried) {
            loop.set(patience, LoopTimer.UNSET);
            patienceIsOver = false;
            hurry("the keeper ends"); // a control group, or a process that refused a signal before, may be killed now
            supervisor.sweep();
            look();
        } else if (futile) {
            giveUp();
        } else if (!killed) {
            loop.set(patience, LoopTimer.UNSET);
        } else if (patience.at() == LoopTimer.UNSET) {
            boolean first = kernel.processId() == 1;
            loop.set(patience, kernel.now() + (first ? PATIENCE_AFTER_KILL_AS_FIRST : PATIENCE_AFTER_KILL));
        }
        patienceIsOver = false;
    }

    /** Tells whether nothing more can be done to end the instance. */
    private static boolean isKilled(State state) {
        return switch (state) {
            case State.Stopping stopping -> stopping.patience() == Patience.KILLED;
            case State.Finishing finishing -> finishing.until() == State.NEVER;
            case State.InHook in -> in.errand().isPresent() ? in.urge() == HookStop.KILLED : isKilled(in.around());
            default -> false;
        };
    }

    private void giveUp() {
        givenUp = true;
        for (Instance instance : supervisor.instances()) {
            var process = instance.state().errand().or(instance::leader);
            String pid = process.map(left -> ": process " + left.pid()).orElse("");
            String why = instance.refusal().orElse("not even KILL has ended it");
            news.add(instance.name(), TurnEvents.TROUBLE, why + pid + " is left behind");
        }
    }

    // ---- how long it may take

    /** The time for all services together, in microseconds; empty where each has its own. */
    private OptionalLong limit() {
        if (total.isPresent() || kernel.processId() != 1) {
            return total;
        }
        long longest = TOTAL_AS_FIRST;
        for (Instance instance : supervisor.instances()) {
            longest = Math.max(longest, demand(instance.spec()));
        }
        return OptionalLong.of(longest);
    }

    /** Returns the time that a service's own file allows for its stop, in microseconds; 0 where it leaves that to the keeper. */
    private static long demand(ServiceSpec spec) {
        if (spec.runit().isPresent()) {
            return 0; // runsv sets no limit, and nobody can set one
        }
        long demand = own(spec.stop().timeout(), StopPolicy.DEFAULT.timeout());
        for (Hook hook : BEFORE_THE_SIGNAL) {
            long timeout = spec.hooks().action(hook).map(Action::timeout).orElse(0L);
            demand = Math.max(demand, own(timeout, Hooks.DEFAULT_TIMEOUT));
        }
        return demand;
    }

    private static long own(long timeout, long usual) {
        return timeout == usual ? 0 : timeout;
    }

    /** A sentence about services whose own time to stop is not within the keeper's, or "". To be said when the keeper starts. */
    String warning() {
        long limit = total.orElse(TOTAL_AS_FIRST);
        var longer = new ArrayList<String>();
        long longest = 0;
        for (Instance instance : supervisor.instances()) {
            long demand = demand(instance.spec());
            longest = Math.max(longest, demand);
            if (demand > limit && !longer.contains(instance.spec().name())) {
                longer.add(instance.spec().name());
            }
        }
        if (longer.isEmpty() || total.isEmpty() && kernel.processId() != 1) {
            return "";
        }
        String who = longer.getFirst() + (longer.size() == 1 ? "" : " and " + (longer.size() - 1) + " more");
        return total.isPresent()
                ? "--stop-timeout-total is " + Durations.words(limit) + ", and " + who + " may take "
                        + Durations.words(longest) + " to stop: the remaining processes are killed then"
                : who + " may take " + Durations.words(longest)
                        + " to stop, and most containers are killed after 10 s: give this one longer, or choose --stop-timeout-total";
    }
}
