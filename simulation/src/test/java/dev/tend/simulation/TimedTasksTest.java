package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks on a timer run when their time has come, or when a request names them; a start of everything is neither. */
class TimedTasksTest {

    private static final long SECOND = 1_000_000;
    private static final String EVERYTHING = "\"names\":[\"*\"],\"patience\":60";
    private static final String DAILY = "type=task\ncmd=backup\nschedule=@daily\n";

    private final TestingHouse house = new TestingHouse();

    @BeforeEach
    void startTheKeeper() {
        house.put("backup", DAILY);
        house.start();
        assertThat(house.status("backup").why()).startsWith("waits for its time; next run");
    }

    private List<String> starts() {
        return house.told.stream()
                .filter(entry -> entry.event().equals("starting"))
                .map(HistoryEvent::why)
                .toList();
    }

    @Test
    void aStartOfAllArmsAStoppedTask() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"backup\"]}");
        assertThat(house.status("backup").state()).isEqualTo("down");

        var answer = house.ask("{\"ask\":\"start\"," + EVERYTHING + "}");

        assertThat(answer).contains("\"good\":true", "waits for its time; next run", "\"code\":0");
        assertThat(house.status("backup").scheduled()).isTrue();
        assertThat(starts()).isEmpty();
        assertThat(house.told).extracting(HistoryEvent::event).contains("waiting");
    }

    @Test
    void aPatternArmsItToo() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"backup\"]}");
        house.ask("{\"ask\":\"start\",\"names\":[\"back*\"]}");
        assertThat(house.status("backup").scheduled()).isTrue();
        assertThat(starts()).isEmpty();
    }

    @Test
    void aRestartOfAllRunsNoTask() {
        house.ask("{\"ask\":\"restart\"," + EVERYTHING + "}");
        house.ask("{\"ask\":\"restart\",\"rolling\":true," + EVERYTHING + "}");
        assertThat(house.status("backup").scheduled()).isTrue();
        assertThat(starts()).isEmpty();
    }

    @Test
    void aRestartOfAllLeavesARunAlone() {
        house.ask("{\"ask\":\"start\",\"names\":[\"backup\"]}");
        int pid = house.leader("backup").pid;

        var answer = house.ask("{\"ask\":\"restart\"," + EVERYTHING + "}");

        assertThat(answer).contains("runs, and then waits for its time", "\"code\":0");
        assertThat(house.leader("backup").pid).isEqualTo(pid);
        house.endService("backup", new Exit.Code(0));
        assertThat(house.status("backup").scheduled()).isTrue();
    }

    @Test
    void aTaskThatIsNamedRunsNow() {
        house.ask("{\"ask\":\"start\",\"names\":[\"backup\"]}");
        house.endService("backup", new Exit.Code(0));
        house.ask("{\"ask\":\"restart\",\"names\":[\"backup\"]}");
        assertThat(starts()).containsExactly("started by hand", "restarted by hand");
    }

    @Test
    void whatIsBeingStoppedIsArmedWhenItHasEnded() {
        house.ask("{\"ask\":\"start\",\"names\":[\"backup\"]}");
        house.leader("backup").stubborn = true;
        house.ask("{\"ask\":\"stop\",\"names\":[\"backup\"]}");
        assertThat(house.ask("{\"ask\":\"start\"," + EVERYTHING + "}")).isEmpty();

        house.endService("backup", new Exit.Killed(15));

        assertThat(house.status("backup").scheduled()).isTrue();
        assertThat(starts()).hasSize(1);
    }

    @Test
    void aSecondStopTakesThatBack() {
        house.ask("{\"ask\":\"start\",\"names\":[\"backup\"]}");
        house.leader("backup").stubborn = true;
        house.ask("{\"ask\":\"stop\",\"names\":[\"backup\"]}");
        house.ask("{\"ask\":\"start\",\"names\":[\"*\"]}");
        house.ask("{\"ask\":\"stop\",\"names\":[\"backup\"]}");

        house.endService("backup", new Exit.Killed(15));

        assertThat(house.status("backup").state()).isEqualTo("down");
    }

    @Test
    void whatIsStoppedDoesNotRunWhenItsTimeComes() {
        house.put("tick", "type=task\ncmd=tick\nschedule=@every 90s\n");
        house.pass(SECOND);
        house.ask("{\"ask\":\"stop\",\"names\":[\"tick\"]}");

        house.pass(200 * SECOND);

        assertThat(house.status("tick").state()).isEqualTo("down");
        house.ask("{\"ask\":\"start\",\"names\":[\"*\"]}");
        house.pass(100 * SECOND);
        assertThat(starts()).singleElement().asString().startsWith("its time: ");
    }

    @Test
    void anEditLeavesAStoppedTaskStopped() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"backup\"]}");
        house.put("backup", DAILY + "stop-timeout=3s\n");
        house.pass(SECOND);
        assertThat(house.status("backup").state()).isEqualTo("down");
    }

    @Test
    void aTaskThatIsOverWaitsForTheTimeThatItIsGiven() {
        house.put("good", "type=task\ncmd=good\nrestart=never\n");
        house.put("bad", "type=task\ncmd=bad\nrestart=never\n");
        house.pass(SECOND);
        house.endService("good", new Exit.Code(0));
        house.endService("bad", new Exit.Code(1));
        assertThat(house.status("bad").state()).isEqualTo("failed");
        int before = starts().size();

        house.put("good", "type=task\ncmd=good\nrestart=never\nschedule=@daily\n");
        house.put("bad", "type=task\ncmd=bad\nrestart=never\nschedule=@daily\n");
        house.pass(SECOND);

        assertThat(house.status("good").scheduled()).isTrue();
        assertThat(house.status("bad").scheduled()).isTrue();
        assertThat(starts()).hasSize(before);
    }

    /** The keeper is killed after a request to stop, and the next one finds a task that was to go. */
    @Test
    void theNextKeeperRunsNoTaskThatWasToGo() {
        house.put("web", "cmd=web\nafter=backup\n");
        house.pass(2 * SECOND);
        house.leader("web").stubborn = true;
        house.shutDown();
        int before = starts().size();

        house.replaceKeeper();
        house.pass(SECOND);

        assertThat(starts().subList(before, starts().size()))
                .doesNotContain("the keeper that was about to stop it has ended");
        assertThat(house.isRunning("backup")).isFalse();
    }

    private void overlapping(String overlap) {
        house.put("tick", "type=task\ncmd=tick\nschedule=@every 90s\nschedule-overlap=" + overlap + "\n");
        house.pass(100 * SECOND);
        assertThat(starts()).hasSize(1);
        house.pass(200 * SECOND); // two more times come
    }

    @Test
    void aRunIsLeftOutWhileTheLastOneRuns() {
        overlapping("skip");
        assertThat(house.status("tick").problem())
                .startsWith("runs are left out since ")
                .endsWith(": the one before still lasts");
        house.pass(600 * SECOND);
        assertThat(house.told)
                .filteredOn(event -> event.why().startsWith("runs are left out since "))
                .hasSize(1);

        house.endService("tick", new Exit.Code(0));

        assertThat(house.status("tick").scheduled()).isTrue();
        assertThat(house.status("tick").problem()).isEmpty();
        assertThat(starts()).hasSize(1);
    }

    @Test
    void oneRunWaitsForTheEndOfAnother() {
        overlapping("queue");
        assertThat(house.status("tick").why()).endsWith("; another run waits for the end of this one");

        house.endService("tick", new Exit.Code(1));

        assertThat(starts()).hasSize(2);
        assertThat(starts().getLast()).startsWith("its time was ");
        house.endService("tick", new Exit.Code(0));
        assertThat(house.status("tick").scheduled()).isTrue();
        assertThat(starts()).hasSize(2);
    }

    @Test
    void theNextKeeperRunsWhatWaits() {
        overlapping("queue");
        house.replaceKeeper();
        house.endService("tick", new Exit.Code(0));
        assertThat(starts().getLast()).startsWith("its time was ");
    }

    @Test
    void aStopDropsTheRunThatWaits() {
        overlapping("queue");
        house.ask("{\"ask\":\"stop\",\"names\":[\"tick\"]}");
        house.ask("{\"ask\":\"start\",\"names\":[\"*\"]}");
        assertThat(house.status("tick").scheduled()).isTrue();
        assertThat(house.status("tick").why()).startsWith("waits for its time");
        assertThat(starts()).hasSize(1);
    }

    @Test
    void theNextRunStopsTheLastOne() {
        overlapping("kill");
        assertThat(starts()).hasSize(3).allMatch(why -> why.startsWith("its time: "));
    }

    @Test
    void theNextRunEndsTheHookInWhichTheLastOneHangs() {
        house.put(
                "tick",
                "type=task\ncmd=tick\nschedule=@every 90s\nschedule-overlap=kill\npre-start=x\npre-start.timeout=1h\n");
        house.pass(100 * SECOND);
        int first = house.hook("tick").pid;
        house.pass(90 * SECOND);
        assertThat(house.hook("tick").pid).isNotEqualTo(first);
        house.endHook("tick", new Exit.Code(0));
        assertThat(starts()).hasSize(1).allMatch(why -> why.startsWith("its time: "));
    }
}
