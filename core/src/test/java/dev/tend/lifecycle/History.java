package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.tend.ServiceFile;
import dev.tend.lifecycle.Effect.Announce;
import dev.tend.lifecycle.Effect.RunHook;
import dev.tend.lifecycle.Effect.SignalHook;
import dev.tend.lifecycle.Effect.Spawn;
import dev.tend.lifecycle.Effect.Sweep;
import dev.tend.service.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service's life as a short history, on a clock set by hand. */
class History {

    static final long SECOND = 1_000_000;
    static final Exit GOOD = new Exit.Code(0);

    ServiceSpec spec;
    Life life = Life.unborn();
    Optional<Reason> hold = Optional.empty();
    long now = 1_000 * SECOND;
    private int nextPid = 100;

    /** The process that is found if something else starts the service. */
    Optional<Process> there = Optional.empty();

    /** The effects so far, in order: spawn, hooks by name, signals as "main 15" and "hook 15". */
    final List<String> done = new ArrayList<>();

    final List<String> told = new ArrayList<>();

    /** The leaders of the sessions that were swept, with the signals. */
    final List<String> swept = new ArrayList<>();

    /** Tells whether nothing is ever left of one. */
    boolean sweepsAtOnce = true;

    void service(String... lines) {
        spec = ServiceFile.parse(
                        "web",
                        "web",
                        (lines[0].startsWith("launch=") ? "" : "cmd=web\n") + String.join("\n", lines) + "\n")
                .spec()
                .orElseThrow();
    }

    /** Feeds an event, in place of the loop: each fork succeeds, and sessions are always empty. */
    void feed(Event event) {
        Step step = Transitions.next(spec, life, event, new Moment(now, 0, hold));
        life = step.life();
        for (Effect effect : step.effects()) {
            switch (effect) {
                case Spawn() -> {
                    if (spec.hooks().launches()) {
                        feed(sought());
                    } else {
                        done.add("spawn");
                        feed(new Event.Spawned(process()));
                        feed(new Event.Executed());
                    }
                }
                case RunHook(var hook, var arguments) -> {
                    done.add((hook.key() + " " + String.join(" ", arguments)).trim());
                    feed(new Event.HookSpawned(process()));
                }
                case SignalHook(var _, var signal) -> done.add("hook " + signal);
                case Effect.Signal(var _, var signal) -> done.add("main " + signal);
                case Sweep(var leader, var signal) -> {
                    swept.add(leader.pid() + " " + signal);
                    if (sweepsAtOnce) {
                        feed(new Event.SessionEmpty());
                    }
                }
                case Announce(var happening, var reason) -> told.add(happening + ": " + reason.text());
                case Effect.Seek() -> {
                    done.add("look");
                    feed(sought());
                }
                case Effect.Release _,
                        Effect.Follow _,
                        Effect.WritePidfile _,
                        Effect.RemovePidfile _,
                        Effect.EndKeeper _ -> {}
            }
        }
    }

    private Event sought() {
        return there.<Event>map(Event.Followed::new).orElseGet(() -> new Event.Lost("nobody is there"));
    }

    Process process() {
        return new Process(nextPid++, 1, now);
    }

    void hookEnds(Exit exit) {
        hookEnds(exit, "");
    }

    void hookEnds(Exit exit, String said) {
        feed(new Event.HookEnded(exit, said));
    }

    void sleepUntilDue() {
        now = life.state().deadline();
        feed(new Event.Due());
    }

    void startAndSettle() {
        feed(new Event.Start(Reason.of("started")));
        while (life.state() instanceof HookPhase) {
            hookEnds(GOOD);
        }
        sleepUntilDue();
        assertThat(life.state()).isInstanceOf(State.Ready.class);
        done.clear();
    }
}
