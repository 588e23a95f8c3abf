package dev.tend.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.acceptance.Proc;
import dev.tend.acceptance.Status;
import dev.tend.acceptance.Tend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Damages the keeper's state files between its death and its next start, as a full disk or a careless administrator may. No process is
 * ever started a second time.
 */
final class StateFileAttack implements Attack {

    private static final List<String> VICTIMS = List.of("one", "two", "three", "pair@1", "pair@2");

    /** A keeper has taken everything over by then. */
    private static final int STARTUP_MICROS = 20_000;

    private final Tend tend;

    StateFileAttack(Tend tend) {
        this.tend = tend;
    }

    @Override
    public void begin() {
        Services.write(tend, "bystander", "cmd=sleep 1000");
        Services.write(tend, "one", "cmd=sleep 1000");
        Services.write(tend, "two", "cmd=sleep 1000", "stop-timeout=1s");
        Services.write(tend, "three", "cmd=sleep 1000", "restart=on-failure");
        Services.write(tend, "pair", "cmd=sleep 1000", "instances=2");
        tend.up();
        bystanders().forEach(tend::awaitUp);
        VICTIMS.forEach(tend::awaitUp);
        succeed();
    }

    /** Kills the keeper, and starts the next one. */
    private void succeed() {
        tend.killKeeper();
        tend.up();
    }

    @Override
    public Set<String> bystanders() {
        return Set.of("bystander");
    }

    @Override
    public List<Action> actions() {
        return List.of(
                new Action("damage nothing", (random, trace) -> round(random, trace, 0)),
                new Action("damage a state file", (random, trace) -> round(random, trace, 1)),
                new Action("damage a state file", (random, trace) -> round(random, trace, 1)),
                new Action(
                        "damage several state files", (random, trace) -> round(random, trace, 2 + random.nextInt(3))));
    }

    private Path file(String instance) {
        return tend.run().resolve("state").resolve(instance);
    }

    private void round(Random random, Trace trace, int count) throws IOException {
        Map<String, MainProcess> before = processes();
        tend.killKeeper();
        var killed = new HashSet<String>();
        if (random.nextInt(4) == 0) {
            String name = Requests.one(random, VICTIMS);
            trace.detail("kill " + name + " " + before.get(name));
            Proc.signal(before.get(name).pid(), "KILL");
            tend.awaitGone(before.get(name).pid());
            killed.add(name);
        }
        var damaged = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            String name = Requests.one(random, VICTIMS);
            damaged.add(name);
            damage(name, random, trace);
        }
        if (random.nextInt(3) == 0) {
            dieWhileStarting(random.nextInt(STARTUP_MICROS), trace);
        }
        tend.up();
        VICTIMS.forEach(name -> checkSuccession(name, before, killed.contains(name), damaged.contains(name)));
        repair(before);
    }

    /** A keeper that is killed in the midst of taking over what the last one left. */
    private void dieWhileStarting(int micros, Trace trace) {
        trace.detail("a keeper killed after " + micros + " us");
        tend.launch();
        long end = System.nanoTime() + micros * 1_000L;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        tend.killKeeper();
    }

    private void damage(String name, Random random, Trace trace) throws IOException {
        if (random.nextInt(9) > 0) {
            trace.detail("the state of " + name + ": " + FileDamage.any(file(name), random));
            return;
        }
        String other = Requests.one(random, VICTIMS);
        trace.detail("the state of " + name + ": replaced by that of " + other);
        if (Files.isRegularFile(file(other)) && !Files.isDirectory(file(name))) {
            Files.write(file(name), Files.readAllBytes(file(other)));
        }
    }

    /** The one process of each instance. */
    private Map<String, MainProcess> processes() {
        var found = new TreeMap<String, MainProcess>();
        MainProcess.all(tend.root().toString()).forEach((name, list) -> found.put(name, list.getFirst()));
        return found;
    }

    /**
     * Checks that a service that ran still runs, was started again if it was killed meanwhile, and never runs twice.
     */
    private void checkSuccession(String name, Map<String, MainProcess> before, boolean killed, boolean damaged) {
        MainProcess former = before.get(name);
        if (killed) {
            return; // that there is one process at most is checked for all
        }
        Tend.awaiting().untilAsserted(() -> {
            assertThat(MainProcess.all(tend.root().toString()).getOrDefault(name, List.of()))
                    .as("processes of " + name)
                    .containsExactly(former);
            Status status = tend.status(name);
            if (status.pid() != former.pid()) {
                assertThat(damaged)
                        .as(name + " was not damaged, and is not taken over: " + status)
                        .isTrue();
                assertThat(status.isUp()).as(status.toString()).isFalse();
                assertThat(status.why()).as(status.toString()).isNotBlank();
            }
        });
    }

    /** Ends the processes that the keeper could not take over, and starts what is down, for the next round. */
    private void repair(Map<String, MainProcess> before) {
        for (String name : VICTIMS) {
            Status status = tend.status(name);
            if (!status.isUp() && before.get(name).isAlive()) {
                Proc.signal(before.get(name).pid(), "KILL");
                tend.awaitGone(before.get(name).pid());
            }
            if (!status.isUp()) {
                tend.verb("start", name);
            }
            tend.awaitUp(name);
        }
    }

    @Override
    public void end() {
        succeed();
    }

    @Override
    public void close() {}
}
