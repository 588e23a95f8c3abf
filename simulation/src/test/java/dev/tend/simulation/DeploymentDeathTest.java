package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.lifecycle.Exit;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A keeper that is killed anywhere in a deployment: the next one goes on with it, and it ends as if nothing had happened. */
class DeploymentDeathTest {

    private static final long SECOND = 1_000_000;
    private static final Exit GOOD = new Exit.Code(0);
    private static final String FILE = "/run/deployment";
    private static final int MOST_CALLS = 2_000;

    /** More than a deployment has steps: each gives what runs the time to end. */
    private static final int STEPS = 40;

    private static final String DEPLOY =
            "{\"ask\":\"deploy\",\"names\":[],\"packages\":[\"nginx 2\\n\"],\"dry-run\":false,\"patience\":60}";

    private TestingHouse house = new TestingHouse();

    @BeforeEach
    void bringUp() {
        house = new TestingHouse();
        house.job("db", "cmd=db\nready=none\n", "pre-start", "post-start", "post-deploy");
        house.job("web", "cmd=web\nready=none\nrequires=db\n", "pre-start", "drain", "post-start", "post-deploy");
        house.start();
        goOn();
        assertDeployed("cmd=db\n", "cmd=web\n");
        house.putJob("db", "cmd=db --new\nready=none\n");
        house.putJob("web", "cmd=web --new\nready=none\nrequires=db\n");
        house.told.clear();
    }

    private void goOn() {
        for (int step = 0; step < STEPS; step++) {
            endScripts();
            house.pass(SECOND);
        }
    }

    private void endScripts() {
        for (FakeProcess process : house.kernel.processes().running()) {
            if (process.auxiliary && process.leader) {
                house.kernel.processes().readinessFds().say(process, "0\n");
                house.kernel.processes().end(process, GOOD);
            }
        }
    }

    /** Returns whether the keeper has died. */
    private boolean dies(Runnable meanwhile) {
        try {
            meanwhile.run();
            return false;
        } catch (Faults.Death death) {
            return true;
        }
    }

    private void assertDeployed(String db, String web) {
        for (String name : List.of("db", "web")) {
            assertThat(house.status(name).state()).isEqualTo("ready");
            assertThat(house.kernel.disk().text("/run/state/" + name)).contains(name.equals("db") ? db : web);
        }
        assertThat(house.kernel.disk().text(FILE)).isEmpty();
    }

    private List<String> sentences() {
        return house.told.stream()
                .filter(entry -> entry.event().equals("deployment"))
                .map(HistoryEvent::why)
                .toList();
    }

    @Test
    void goesOnWhereverTheKeeperBeforeWasKilled() {
        int call = 0;
        boolean died = true;
        while (died) {
            bringUp();
            house.kernel.disk().faults().dieAfter(call);
            died = dies(() -> {
                house.ask(DEPLOY);
                goOn();
            });
            house.kernel.disk().faults().dieAfter(Long.MAX_VALUE);
            if (died) {
                boolean begun = !house.kernel.disk().text(FILE).isEmpty();
                house.told.clear();
                house.kernel.keeperDied();
                house.start();
                goOn();
                if (begun) {
                    assertThat(sentences())
                            .as("killed at call " + call)
                            .contains("deploy: goes on where the keeper before this one has ended")
                            .anyMatch(sentence -> sentence.contains("of 2 post-deploy scripts succeeded"));
                }
            }
            try {
                assertDeployed("cmd=db --new\n", "cmd=web --new\n");
            } catch (AssertionError broken) {
                throw new AssertionError("killed at call " + call, broken);
            }
            call++;
            assertThat(call).isLessThan(MOST_CALLS);
        }
        assertThat(call).as("calls of a deployment").isGreaterThan(50);
    }

    /** As the world of the simulation sees to in any case: no script runs twice at a time. */
    @Test
    void waitsForAScriptThatHasOutlivedItsKeeper() {
        house.ask(DEPLOY);
        goOnUntilAScriptRuns();
        int outlived = house.hook("db").pid;

        house.replaceKeeper();
        house.pass(SECOND);
        assertThat(house.hook("db").pid).isEqualTo(outlived);

        endScripts();
        house.pass(SECOND);
        assertThat(house.hook("db").pid).isNotEqualTo(outlived);
        goOn();
        assertDeployed("cmd=db --new\n", "cmd=web --new\n");
    }

    private void goOnUntilAScriptRuns() {
        for (int step = 0; step < STEPS && house.isRunning("db"); step++) {
            house.pass(SECOND);
        }
        endScripts(); // the drain of web
        house.pass(SECOND);
    }

    @Test
    void saysThatAnUnfinishedDeploymentCannotBeRead() {
        house.ask(DEPLOY);
        String written = house.kernel.disk().text(FILE);
        assertThat(written).contains("\"ending\":[\"db\",\"web\"]");
        house.kernel.keeperDied();
        house.kernel.disk().put(FILE, written.replace("web", "wep"));
        house.start();

        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .contains(FILE + " is damaged: a deployment may be unfinished: deploy again");
        assertThat(house.kernel.disk().text(FILE)).isEmpty();
    }

    @Test
    void deploysNothingThatCannotBeWrittenDown() {
        house.kernel.disk().faults().deny(FILE, Errno.ENOSPC);

        assertThat(house.ask(DEPLOY)).contains("no space left on device: nothing is deployed");
        assertThat(house.status("web").state()).isEqualTo("ready");
        house.kernel.disk().faults().allow(FILE);
        house.ask(DEPLOY);
        goOn();
        assertDeployed("cmd=db --new\n", "cmd=web --new\n");
    }

    @Test
    void aKeeperThatIsToldToStopLeavesNoDeployment() {
        house.ask(DEPLOY);
        house.shutDown();
        for (int step = 0; step < STEPS && !house.isOver(); step++) {
            endScripts();
            house.pass(SECOND);
        }
        house.end();

        assertThat(house.isOver()).isTrue();
        assertThat(house.kernel.disk().text(FILE)).isEmpty();
    }
}
