package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When files that services name have changed, each process that has read them before is restarted or reloaded, once. */
class PathTriggersTest {

    private static final long SECOND = 1_000_000;
    private static final String STORED = "/run/watched";

    private final TestingHouse house = new TestingHouse();

    @BeforeEach
    void makeTheFiles() {
        put("/conf/a", "1");
        put("/conf/b", "1");
    }

    private void put(String path, String text) {
        house.kernel.disk().put(path, text);
    }

    private int start(String keys) {
        house.put("web", "cmd=web\n" + keys);
        house.start();
        house.pass(5 * SECOND);
        house.told.clear();
        return house.leader("web").pid;
    }

    private List<String> told(String event) {
        return house.told.stream()
                .filter(entry -> entry.event().equals(event))
                .map(HistoryEvent::why)
                .toList();
    }

    @Test
    void actsOnceWhenItIsQuiet() {
        start("reload=signal:HUP\nreload-on=/conf/a /conf/b\n");
        for (int i = 0; i < 5; i++) {
            put("/conf/a", "text " + i);
            put("/conf/b", "text " + i);
            house.pass(SECOND / 10);
        }
        assertThat(told("reloaded")).isEmpty();
        house.pass(3 * SECOND);
        assertThat(told("reloaded")).hasSize(1);
    }

    @Test
    void doesNotWaitForEver() {
        start("reload=signal:HUP\nreload-on=/conf/a\n");
        for (int i = 0; i < 40; i++) {
            put("/conf/a", "text " + i);
            house.pass(3 * SECOND / 10);
        }
        assertThat(told("reloaded")).hasSize(1);
    }

    @Test
    void leavesAProcessAloneThatWasStartedSince() {
        start("restart-on=/conf/a\n");
        put("/conf/a", "22");
        house.settle();
        house.ask("{\"ask\":\"restart\",\"names\":[\"web\"]}");
        house.pass(5 * SECOND);
        int pid = house.leader("web").pid;
        house.pass(20 * SECOND);
        assertThat(house.leader("web").pid).isEqualTo(pid);
    }

    @Test
    void startsNothingThatWasStopped() {
        start("restart-on=/conf/a\n");
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        put("/conf/a", "22");
        house.pass(5 * SECOND);
        assertThat(house.status("web").state()).isEqualTo("down");
    }

    @Test
    void aNextKeeperNoticesWhatHasChangedMeanwhile() {
        start("reload=signal:HUP\nreload-on=/conf/a\n");
        house.kernel.keeperDied();
        put("/conf/a", "22");
        house.start();
        house.pass(5 * SECOND);
        assertThat(told("reloaded")).hasSize(1);
        house.replaceKeeper();
        house.pass(5 * SECOND);
        assertThat(told("reloaded")).hasSize(1);
    }

    private void moveFolder(String from, String to) {
        house.kernel.disk().move(from, to);
        house.kernel.poller().folderGone(from);
    }

    /** As a deployment does that replaces all files of a program at once. */
    @Test
    void noticesThatADirectoryHigherUpIsReplaced() {
        put("/app/current/conf/a", "1");
        put("/app.new/current/conf/a", "22");
        start("reload=signal:HUP\nreload-on=/app/current/conf/a\n");
        moveFolder("/app", "/app.old");
        moveFolder("/app.new", "/app");
        house.pass(5 * SECOND);
        assertThat(told("reloaded")).hasSize(1);
        put("/app/current/conf/a", "333");
        house.pass(5 * SECOND);
        assertThat(told("reloaded")).hasSize(2);
    }

    @Test
    void noticesThatADirectoryHigherUpIsMissingForAWhile() {
        put("/app/current/conf/a", "1");
        start("restart-on=/app/current/conf\n");
        int pid = house.leader("web").pid;
        moveFolder("/app", "/app.old");
        house.pass(5 * SECOND);
        int next = house.leader("web").pid;
        assertThat(next).isNotEqualTo(pid);
        put("/app/current/conf/a", "22");
        house.pass(5 * SECOND);
        assertThat(house.leader("web").pid).isNotEqualTo(next);
    }

    /** A service that writes such a file at its start would be restarted without end, twice in a second. */
    @Test
    void aCircleIsSlowedDownAndReported() {
        int pid = start("restart-on=/conf/a\n");
        put("/conf/a", "22");
        int restarts = 0;
        for (int i = 0; i < 1200; i++) {
            house.pass(SECOND / 10);
            if (house.isRunning("web") && house.leader("web").pid != pid) {
                pid = house.leader("web").pid;
                put("/conf/a", "started " + pid);
                restarts++;
            }
        }
        assertThat(restarts).isBetween(8, 13);
        assertThat(house.told.stream().map(HistoryEvent::why).filter(why -> why.contains("5 times in a row")))
                .hasSize(1);
    }

    @Test
    void aPlanForeseesWhatFilesLeadTo() {
        house.put("dep", "cmd=dep\nrequires=web\n");
        start("restart-on=/conf/a\nreload=signal:HUP\nreload-on=/conf/b\n");
        put("/conf/b", "22");
        assertThat(house.ask("{\"ask\":\"plan\"}")).contains("\"reload\"", "/conf/b has changed");
        put("/conf/a", "22");
        assertThat(house.ask("{\"ask\":\"plan\"}")).contains("/conf/a has changed", "requires web, which is restarted");
        assertThat(house.ask("{\"ask\":\"reload\"}")).contains("/conf/a has changed");
        house.pass(5 * SECOND);
        assertThat(house.ask("{\"ask\":\"plan\"}")).doesNotContain("has changed");
    }

    @Test
    void aPlanForeseesWhatUnwatchedFilesLeadTo() {
        house.watching(false);
        start("restart-on=/conf/a\n");
        put("/conf/a", "22");
        house.pass(5 * SECOND);
        assertThat(house.ask("{\"ask\":\"plan\"}")).contains("/conf/a has changed");
        int pid = house.leader("web").pid;
        assertThat(house.ask("{\"ask\":\"reload\"}")).contains("/conf/a has changed");
        house.pass(5 * SECOND);
        assertThat(house.leader("web").pid).isNotEqualTo(pid);
    }

    /** A reload ends with its keeper. */
    @Test
    void aNextKeeperRepeatsAReloadThatWasUnderWay() {
        start("reload=exec:" + FakeLaunches.RELOAD + "\nreload-on=/conf/a\n");
        String before = house.kernel.disk().text(STORED);
        put("/conf/a", "22");
        house.pass(5 * SECOND);
        assertThat(reloads()).isEqualTo(1);
        assertThat(house.kernel.disk().text(STORED)).isEqualTo(before);
        house.replaceKeeper();
        house.pass(5 * SECOND);
        assertThat(reloads()).isEqualTo(1);
    }

    @Test
    void aNextKeeperEndsWhatAReloadHasStarted() {
        start("reload=exec:" + FakeLaunches.RELOAD + "\n");
        house.ask("{\"ask\":\"reload-service\",\"names\":[\"web\"]}");
        house.kernel.processes().addMember(house.hook("web"));
        house.kernel.keeperDied();
        assertThat(helpers()).isEqualTo(1);
        house.start();
        house.pass(SECOND);
        assertThat(helpers()).isZero();
        assertThat(house.isRunning("web")).isTrue();
    }

    private long helpers() {
        return house.kernel.processes().running().stream()
                .filter(process -> process.auxiliary && process.instance.equals("web"))
                .count();
    }

    private long reloads() {
        return house.kernel.processes().running().stream()
                .filter(process -> process.task.equals(FakeLaunches.RELOAD))
                .count();
    }
}
