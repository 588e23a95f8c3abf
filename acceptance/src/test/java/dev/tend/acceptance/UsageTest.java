package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The resource usage of all processes of a service, whichever of them is the main process. */
class UsageTest {

    private static final long MUCH = 60_000_000;

    /** The last line of its input, which does not end, is kept in memory. */
    private static final String HOLDS = "{ head -c 64000000 /dev/zero; exec sleep 1000; } | tail";

    @RegisterExtension
    final Tend tend = new Tend();

    private JsonNode json(String name) {
        return Tend.json(tend.verb("status", name, "--json").out()).get(0);
    }

    private void awaitMuch(String name) {
        Tend.awaiting().until(() -> json(name).get("memory").asLong() > MUCH);
    }

    @Test
    void theMemoryOfChildrenCounts() {
        tend.service("web", "shell=" + HOLDS + " & wait").up();

        awaitMuch("web");
        assertThat(tend.verb("status", "web").out())
                .containsPattern("usage .* of a processor, [5-9][0-9] MB of memory");
    }

    @Test
    void soDoesThatOfOrphansInSessionsOfTheirOwn() {
        tend.service("web", "shell=(setsid sh -c '" + HOLDS + "' &); exec sleep 1000")
                .service("other", "cmd=sleep 1000")
                .up();

        awaitMuch("web");
        assertThat(json("other").get("memory").asLong()).isLessThan(MUCH);
    }

    @Test
    void theLimitOfAHealthCheckIsForAllOfThem() {
        tend.service(
                        "web",
                        "shell=" + HOLDS + " & wait",
                        "health=memory:50M",
                        "health-interval=50ms",
                        "health-failures=1",
                        "health-action=none")
                .up();

        Tend.awaiting().until(() -> tend.status("web").why().contains("of memory, more than 50M"));
    }

    @Test
    void theShareIsThatOfTheLastSeconds() {
        tend.service("web", "shell=i=0; while [ $i -lt 500000 ]; do i=$((i+1)); done; echo rests; exec sleep 1000")
                .up();
        Tend.awaiting().until(() -> json("web").get("cpu-percent").asDouble() > 1);

        tend.awaitLog("web", "rests");

        Tend.awaiting().until(() -> json("web").get("cpu-percent").asDouble() == 0);
        assertThat(json("web").get("cpu").asDouble()).isPositive();
    }

    /** The figures of the kernel at the end of the process, with those of the child that it has waited for. */
    @Test
    void anEndedRunTellsWhatItUsed() {
        tend.service("job", "type=task", "shell=head -c 64000000 /dev/zero | tail | wc -c; echo done")
                .up();
        Tend.awaiting().until(() -> tend.status("job").state().equals("done"));

        var used = json("job").get("used");
        assertThat(used.get("peak-memory").asLong()).isGreaterThan(MUCH);
        assertThat(used.get("minor-faults").asLong()).isGreaterThan(1000);
        assertThat(used.get("user").asDouble() + used.get("system").asDouble()).isPositive();
        assertThat(tend.verb("why", "job").out())
                .containsPattern("last run: processor .*, memory [6-9][0-9] MB at most");
        assertThat(tend.verb("events", "job", "--json").out()).contains("\"used\":{\"user\":");
    }

    /** A child that has ended is not there any more to be asked. */
    @Test
    void theProcessorTimeOfChildrenThatHaveEndedCounts() {
        tend.service(
                        "web",
                        "shell=sh -c 'i=0; while [ $i -lt 500000 ]; do i=$((i+1)); done'; echo rests; sleep 1000; :")
                .up();

        tend.awaitLog("web", "rests");

        assertThat(json("web").get("cpu").asDouble()).isGreaterThan(0.05);
    }
}
