package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import dev.tend.wire.Reply.HistoryEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A keeper without the right to signal the processes of other users, as without CAP_KILL: it says so, and does not wait. */
class RefusedSignalsTest {

    private static final long MINUTE = 60_000_000;
    private static final long HOUR = 60 * MINUTE;

    private final TestingHouse house = new TestingHouse();
    private String refusal = "";

    @BeforeEach
    void startWebOfAnotherUser() {
        house.put("web", "cmd=web\nready=none\n");
        house.start();
        house.pass(2_000_000);
        house.leader("web").foreign = true;
        house.kernel.processes().powerless(true);
        refusal = "not permitted to signal process " + house.leader("web").pid + " (EPERM)";
    }

    private long count(String event) {
        return house.told.stream()
                .map(HistoryEvent::event)
                .filter(event::equals)
                .count();
    }

    @Test
    void aStopSaysSoAtOnce() {
        String answer = house.ask("{\"ask\":\"stop\",\"names\":[\"web\"],\"patience\":60}");

        assertThat(answer).contains("\"good\":false", "stop failed: " + refusal);
        assertThat(house.status("web").state()).isEqualTo("stopping");
        assertThat(house.status("web").why()).isEqualTo("stop failed: " + refusal);
        assertThat(house.told).extracting(HistoryEvent::why).contains(refusal);
    }

    @Test
    void nothingIsToldToBeKilledThatIsNot() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"],\"patience\":0}");
        house.pass(MINUTE);
        house.ask("{\"ask\":\"kill\",\"names\":[\"web\"],\"patience\":0}");

        assertThat(count("killed")).isZero();
        assertThat(count("stop-failed")).isOne();
        assertThat(house.isRunning("web")).isTrue();
    }

    @Test
    void aKillThatIsPermittedAgainSucceeds() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"],\"patience\":0}");
        house.pass(MINUTE);
        house.kernel.processes().powerless(false);

        String answer = house.ask("{\"ask\":\"kill\",\"names\":[\"web\"],\"patience\":60}", 6);

        assertThat(answer).contains("\"good\":true");
        assertThat(count("killed")).isOne();
        assertThat(house.status("web").state()).isEqualTo("down");
    }

    @Test
    void whatIsLeftOfASessionIsNamed() {
        house.kernel.processes().addMember(house.leader("web"));
        house.endService("web", new Exit.Code(1));

        assertThat(house.status("web").state()).isEqualTo("finishing");
        assertThat(house.status("web").why()).startsWith("stop failed: not permitted to signal process ");
    }

    @Test
    void theKeeperEndsAndLeavesItToTheNext() {
        int pid = house.leader("web").pid;
        house.shutDown();

        assertThat(house.isOver()).isTrue();
        house.end();
        assertThat(house.told).extracting(HistoryEvent::why).contains(refusal + ": process " + pid + " is left behind");
        var left = house.leader("web");
        house.kernel.processes().powerless(false);
        house.replaceKeeper();
        assertThat(left.alive()).isFalse();
        assertThat(house.leader("web").alive()).isTrue();
    }

    @Test
    void aKeeperThatEndsTriesOnceMore() {
        house.kernel.processes().addMember(house.leader("web"));
        house.endService("web", new Exit.Code(1));
        house.kernel.processes().powerless(false);

        endOfTheKeeper();
    }

    @Test
    void aKeeperThatEndsKillsOnceMore() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"],\"patience\":0}");
        house.pass(HOUR); // KILL was refused as well
        house.kernel.processes().powerless(false);

        endOfTheKeeper();
    }

    private void endOfTheKeeper() {
        house.shutDown();
        house.pass(30_000_000);

        assertThat(house.isOver()).isTrue();
        assertThat(house.told).extracting(HistoryEvent::why).noneMatch(why -> why.contains("left behind"));
        assertThat(house.isRunning("web")).isFalse();
    }

    @Test
    void whatAHookHasLeftBehindIsNamed() {
        house.put("db", "cmd=db\nready=none\npost-start=prepare it\n");
        house.ask("{\"ask\":\"reload\"}");
        var hook = house.hook("db");
        hook.foreign = true;
        house.kernel.processes().addMember(hook);

        house.endHook("db", new Exit.Code(0));

        assertThat(house.status("db").state()).isEqualTo("starting");
        assertThat(house.status("db").why()).startsWith("stop failed: not permitted to signal process ");
        house.kernel.processes().powerless(false);
        house.pass(3_000_000);
        assertThat(house.status("db").state()).isEqualTo("ready");
    }

    @Test
    void aDeploymentDoesNotWaitForAScriptThatCannotBeEnded() {
        house.job("api", "cmd=api\n", "pre-start");
        house.replaceKeeper();
        var script = house.hook("api");
        script.foreign = true;

        house.pass(HOUR);
        house.pass(10_000_000);

        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .contains("deploy: 1 of 1 pre-start scripts failed. Failed Jobs: api")
                .anyMatch(why -> why.contains("not permitted to signal process " + script.pid + " (EPERM)"));
        assertThat(script.alive()).isTrue();
    }
}
