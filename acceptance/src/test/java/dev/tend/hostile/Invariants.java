package dev.tend.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.acceptance.Leftovers;
import dev.tend.acceptance.Proc;
import dev.tend.acceptance.Status;
import dev.tend.acceptance.Tend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** The facts that hold during and after every attack. They are looked up in {@code /proc} where the keeper could be wrong. */
final class Invariants {

    /** After an attack, the keeper is not given a processor during this time. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The heap grows and shrinks in steps, and not each session of a client begins with the same one. */
    private static final long MEMORY_SLACK = 2 << 20;

    private final Tend tend;
    private final Set<String> bystanders;
    private final List<Path> outside;
    private final Map<String, MainProcess> processes;
    private final Map<String, String> files;
    private final Footprint footprint;

    /** @param outside directories in which nothing may change */
    Invariants(Tend tend, Set<String> bystanders, List<Path> outside) {
        this.tend = tend;
        this.bystanders = bystanders;
        this.outside = outside;
        awaitQuiet();
        processes = bystanders(MainProcess.all(tend.root().toString()));
        assertThat(processes.keySet()).as("services before the attack").isEqualTo(bystanders);
        files = FileSnapshot.of(outside);
        footprint = Footprint.of(tend.keeper().pid());
    }

    private Map<String, MainProcess> bystanders(Map<String, List<MainProcess>> all) {
        var found = new TreeMap<String, MainProcess>();
        all.forEach((name, list) -> {
            if (bystanders.contains(name)) {
                found.put(name, list.getFirst());
            }
        });
        return found;
    }

    void keeperLives() {
        assertThat(tend.keeper().isAlive())
                .as(() -> "the keeper lives; it ended with " + tend.keeper().exitValue())
                .isTrue();
    }

    void check() {
        keeperLives();
        List<Status> answered = tend.status(); // bounds the time for the answer
        var running = MainProcess.all(tend.root().toString());
        running.forEach((name, list) -> {
            if (list.size() > 1) {
                assertThat(list.stream().filter(MainProcess::isAlive))
                        .as("main processes of " + name)
                        .hasSizeLessThan(2);
            }
        });
        assertThat(bystanders(running)).as("processes of bystanders").isEqualTo(processes);
        processes.forEach((name, process) -> assertThat(answered)
                .as("the status of " + name)
                .anyMatch(status -> status.name().equals(name) && status.pid() == process.pid()));
        assertThat(FileSnapshot.of(outside))
                .as("files that are nobody's business")
                .isEqualTo(files);
    }

    /**
     * Checks the conditions after the attack, once everything it began has ended.
     *
     * @param allowance as in {@link Attack}
     */
    void checkRecovery(Map<String, Integer> allowance) {
        check();
        long keeper = tend.keeper().pid();
        Tend.awaiting().untilAsserted(() -> assertThat(Footprint.of(keeper).excess(footprint, allowance))
                .as("descriptors that the keeper has more of than before")
                .isEmpty());
        awaitQuiet();
        Tend.awaiting().untilAsserted(() -> {
            Footprint now = Footprint.of(keeper);
            assertThat(now.threads()).as("threads of the keeper").isEqualTo(footprint.threads());
            if (!Tend.BINARY.toString().endsWith("-sanitized")) {
                assertThat(now.memory()).as("memory of the keeper").isLessThan(footprint.memory() + MEMORY_SLACK);
            }
        });
        assertThat(tend.errors()).as("what the keeper reported").doesNotContain("\tat ");
    }

    /** The keeper ends all services, and then itself. */
    void checkShutdown() {
        tend.done("shutdown");
        assertThat(tend.awaitEnd()).as("exit code of the keeper").isZero();
        Tend.awaiting()
                .untilAsserted(() -> assertThat(MainProcess.all(tend.root().toString()))
                        .as("processes after the shutdown")
                        .isEmpty());
        assertThat(Leftovers.of(tend.root().toString()))
                .as("processes left behind")
                .isEmpty();
    }

    /** No timer fires while there is nothing to do. */
    private void awaitQuiet() {
        long keeper = tend.keeper().pid();
        long[] before = {-1};
        Awaitility.await("the keeper sleeps").atMost(PATIENCE).during(QUIET).until(() -> {
            long now = Proc.switches(keeper);
            boolean unchanged = now == before[0];
            before[0] = now;
            return unchanged;
        });
    }
}
