package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Signals;
import dev.tend.wire.Reply.HistoryEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a keeper that is process 1, as the simulation's is: within the 10 s of a container, unless a service asks for more. */
class ShutdownTest {

    private static final long SECOND = 1_000_000;

    private final TestingHouse house = new TestingHouse();

    private void startStubborn(String text) {
        house.put("web", text);
        house.start();
        house.leader("web").stubborn = true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmd=web\n", "cmd=web\nstop-timeout=20s\n", "cmd=web\npre-stop=p\n"})
    void killsWhatIsLeftAfterEightSeconds(String text) {
        startStubborn(text);
        house.shutDown();
        house.pass(7 * SECOND);
        assertThat(house.isRunning("web")).isTrue();
        house.pass(SECOND);
        assertThat(house.kernel.processes().running()).isEmpty();
        assertThat(house.isOver()).isTrue();
    }

    @Test
    void givesAServiceTheTimeThatItsFileAsksFor() {
        startStubborn("cmd=web\nstop-timeout=15s\n");
        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .anyMatch(
                        why -> why.startsWith("web may take 15 s to stop, and most containers are killed after 10 s"));
        house.shutDown();
        house.pass(14 * SECOND);
        assertThat(house.isRunning("web")).isTrue();
        house.pass(SECOND);
        assertThat(house.isOver()).isTrue();
    }

    @Test
    void keepsToTheLimitThatItWasGivenAndWarnsOnce() {
        house.stopTotal(3 * SECOND);
        house.put("db", "cmd=db\nstop-timeout=4s\n");
        startStubborn("cmd=web\nstop-timeout=15s\n");
        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .containsOnlyOnce(
                        "--stop-timeout-total is 3 s, and db and 1 more may take 15 s to stop: the remaining processes are killed then");
        house.shutDown();
        house.pass(3 * SECOND);
        assertThat(house.isOver()).isTrue();
        assertThat(house.isRunning("web")).isFalse();
    }

    @Test
    void stopsWhatWaitedForOthersWithinTheLimit() {
        house.put("db", "cmd=db\n");
        house.put("web", "cmd=web\nafter=db\n");
        house.start();
        house.pass(2 * SECOND);
        house.leader("web").stubborn = true;
        house.shutDown();
        assertThat(house.isRunning("db")).isTrue();
        house.pass(8 * SECOND);
        assertThat(house.isOver()).isTrue();
    }

    @Test
    void endsAlthoughAProcessDoesNotAndLeavesItToTheNextKeeper() {
        house.put("db", "cmd=db\n");
        startStubborn("cmd=web\n");
        house.leader("web").stuck = true;
        int pid = house.leader("web").pid;
        house.shutDown();
        house.pass(9 * SECOND);
        assertThat(house.isOver()).isTrue();
        house.end();
        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .contains("not even KILL has ended it: process " + pid + " is left behind");

        house.replaceKeeper();
        assertThat(house.status("web").pid()).isEqualTo(pid);
        assertThat(house.status("web").state()).isEqualTo("stopping");
    }

    // ---- a keeper that is killed in the midst of it

    private void startAnew() {
        house.kernel.processes().running().forEach(process -> process.stubborn = true);
        house.shutDown();
        house.replaceKeeper();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "drain=d\n", "pre-stop=p\n", "halt=h\nhalt.timeout=1s\n", "post-stop=q\n", "finish=f\n"})
    void isNoReasonToStayDown(String hook) {
        house.put("web", "cmd=web\nstop-timeout=2s\n" + hook);
        house.start();
        house.pass(SECOND);
        int pid = house.leader("web").pid;
        startAnew();
        for (int hooks = 0; hooks < 3; hooks++) {
            if (house.isInHook("web")) {
                house.endHook("web", new Exit.Code(0));
            }
            house.pass(2 * SECOND);
        }
        assertThat(house.leader("web").pid).isNotEqualTo(pid);
        assertThat(house.status("web").wanted()).isEqualTo("up");
        assertThat(house.status("web").why()).contains("the keeper that stopped it has ended");
    }

    @Test
    void isNoReasonToStayDownForKeepersThatFollow() {
        startStubborn("cmd=web\nstop-timeout=2s\n");
        house.shutDown();
        house.replaceKeeper();
        house.replaceKeeper();
        house.shutDown();
        house.replaceKeeper();
        house.pass(3 * SECOND);
        assertThat(house.status("web").state()).isIn("up", "ready");
    }

    @Test
    void keepsRunningWhatWasNotToldToStopYet() {
        house.put("db", "cmd=db\n");
        house.put("web", "cmd=web\nafter=db\nstop-timeout=2s\n");
        house.start();
        house.pass(2 * SECOND);
        int db = house.leader("db").pid;
        startAnew();
        house.pass(3 * SECOND);
        assertThat(house.leader("db").pid).isEqualTo(db);
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    @Test
    void isNoReasonToStayDownAfterASecondInterrupt() {
        startStubborn("cmd=web\n");
        house.leader("web").stuck = true;
        house.kernel.poller().signal(Signals.INT);
        house.settle();
        house.kernel.poller().signal(Signals.INT);
        house.settle();
        int pid = house.leader("web").pid;
        house.replaceKeeper();
        house.kernel.processes().end(house.leader("web"), new Exit.Killed(Signals.KILL));
        house.settle();
        assertThat(house.leader("web").pid).isNotEqualTo(pid);
    }

    /** Its file was gone for a moment. */
    @Test
    void norIsThatOfAFile() {
        startStubborn("cmd=web\nstop-timeout=2s\n");
        house.kernel.disk().delete(TestingHouse.SERVICES + "/web");
        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("stopping");
        house.kernel.keeperDied();
        house.put("web", "cmd=web\nstop-timeout=2s\n");
        house.start();
        house.pass(3 * SECOND);
        assertThat(house.status("web").state()).isIn("up", "ready");
    }

    @Test
    void leavesDownWhatWasStoppedByHandBefore() {
        startStubborn("cmd=web\nstop-timeout=2s\n");
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        startAnew();
        house.pass(3 * SECOND);
        assertThat(house.status("web").state()).isEqualTo("down");
    }

    /** As after one that was not cut short. */
    @Test
    void startsWhatWasDownWhenTheKeeperEnded() {
        house.put("db", "cmd=db\n");
        startStubborn("cmd=web\nstop-timeout=2s\n");
        house.ask("{\"ask\":\"stop\",\"names\":[\"db\"]}");
        startAnew();
        assertThat(house.isRunning("db")).isTrue();
    }

    @Test
    void endsForAJobThatStartsAnewWithItsPreStart() {
        house.job("web", "cmd=web\nstop-timeout=2s\n", "pre-start");
        house.start();
        house.endHook("web", new Exit.Code(0));
        house.pass(SECOND);
        startAnew();
        assertThat(house.isInHook("web")).isFalse();
        house.pass(2 * SECOND);
        assertThat(house.isInHook("web")).isTrue();
        house.endHook("web", new Exit.Code(0));
        assertThat(house.status("web").state()).isEqualTo("up");
    }
}
