package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** In a control group of its own, the keeper ends what no session would tell. */
class ControlGroupTest {

    /** Its children have sessions of their own, and no mark that would identify them as orphans. */
    private static final String HIDES =
            "shell=trap '' TERM; setsid sh -c 'trap \"\" TERM; echo hidden $$; while :; do sleep 1; done' & wait; exec sleep 1000";

    @RegisterExtension
    final Tend tend = new Tend();

    private Path group;

    @BeforeEach
    void makeAGroup() throws IOException {
        var found = Ran.command(
                List.of("sh", "-c", "awk '$3 == \"cgroup2\" { print $2; exit }' /proc/self/mounts"), Map.of());
        Path mount = Path.of(found.out().strip());
        assumeTrue(!found.out().isBlank() && Files.isWritable(mount), "no control groups to be divided here");
        group = Files.createDirectory(
                mount.resolve("tend-test-" + ProcessHandle.current().pid()));
        assumeTrue(Files.isWritable(group.resolve("cgroup.kill")), "control groups cannot be killed here");
        tend.under("sh", "-c", "echo $$ >" + group + "/cgroup.procs && exec \"$@\"", "sh");
    }

    /** All that is still in it is the test's own. */
    @AfterEach
    void removeTheGroup() throws IOException {
        if (group == null || !Files.exists(group)) {
            return;
        }
        if (Files.exists(group.resolve("cgroup.kill"))) {
            Files.writeString(group.resolve("cgroup.kill"), "1");
        }
        Tend.awaiting()
                .until(() -> !Files.readString(group.resolve("cgroup.events")).contains("populated 1"));
        for (Path each : groups(group)) {
            Files.delete(each);
        }
    }

    /** The deepest first. */
    private static List<Path> groups(Path top) throws IOException {
        try (var all = Files.walk(top)) {
            return all.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private long hidden() {
        Tend.awaiting().until(() -> tend.log("web").contains("hidden "));
        return Long.parseLong(tend.logLines("web").getLast().substring("hidden ".length()));
    }

    @Test
    void nothingSurvivesAStop() throws IOException {
        tend.service("web", HIDES, "stop-timeout=200ms").up();
        tend.awaitUp("web");
        long hidden = hidden();
        assertThat(Proc.session(hidden)).isEqualTo(hidden);

        tend.done("stop", "web");

        assertThat(Proc.alive(hidden)).isFalse();
        assertThat(groups(group)).as("the service's group is removed").hasSize(2);
    }

    @Test
    void nothingSurvivesACrash() {
        tend.service("web", HIDES).up();
        int pid = tend.awaitUp("web").pid();
        long hidden = hidden();

        Proc.signal(pid, "KILL");

        tend.awaitSuccessor("web", pid);
        assertThat(Proc.alive(hidden)).isFalse();
    }

    @Test
    void theNextKeeperKnowsTheGroupsOfTheLast() {
        tend.service("web", HIDES, "stop-timeout=200ms").up();
        int pid = tend.awaitUp("web").pid();
        long hidden = hidden();
        tend.killKeeper();
        tend.up();
        assertThat(tend.status("web").pid()).isEqualTo(pid);

        tend.done("stop", "web");

        assertThat(Proc.alive(hidden)).isFalse();
    }

    /** Only the group tells to which service it belongs. */
    @Test
    void theMemoryOfAllInItCounts() {
        String holds = "{ head -c 64000000 /dev/zero; exec sleep 1000; } | tail";
        tend.service("web", "shell=(env -i setsid sh -c '" + holds + "' &); exec sleep 1000")
                .up();

        Tend.awaiting().until(() -> {
            var row = Tend.json(tend.verb("status", "web", "--json").out()).get(0);
            return row.get("memory").asLong() > 60_000_000;
        });
    }

    @Test
    void leavesAloneWhatIsToBeLeftAlone() {
        tend.service("web", HIDES, "stop-timeout=200ms", "kill-mode=process").up();
        tend.awaitUp("web");
        long hidden = hidden();

        tend.done("stop", "web");

        assertThat(Proc.alive(hidden)).isTrue();
    }

    @Test
    void theDoctorSaysSo() {
        tend.up();

        assertThat(tend.verb("doctor").out()).contains("ok    cgroups: a group below " + group);
    }
}
