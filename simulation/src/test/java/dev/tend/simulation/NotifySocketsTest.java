package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.NotifySocket.Letter;
import dev.tend.lifecycle.Exit;
import org.junit.jupiter.api.Test;

/** Notifications of services, on a kernel in memory: the senders that are trusted, and the effects. */
class NotifySocketsTest {

    private static final long SECOND = 1_000_000;
    private static final int STRANGER = 99;

    private final TestingHouse house = new TestingHouse();

    private FakeProcess start(String lines) {
        house.put("web", "cmd=web\n" + lines);
        house.start();
        return house.leader("web");
    }

    private void say(int pid, int session, boolean trusted, String text) {
        house.kernel.notifySockets().leave("/run/notify/web", new Letter(pid, session, trusted, text));
        house.settle();
    }

    private void say(FakeProcess process, String text) {
        say(process.pid, process.session, true, text);
    }

    private long troubles() {
        return house.told.stream()
                .filter(entry -> entry.event().equals("trouble"))
                .count();
    }

    @Test
    void whoIsGoneAlreadyIsBelievedByItsUser() {
        start("ready=notify\n");

        say(STRANGER, Letter.GONE, false, "READY=1");
        assertThat(house.status("web").state()).isEqualTo("up");

        say(STRANGER, Letter.GONE, true, "READY=1");
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    @Test
    void whoseSessionIsOfOutsideThePidNamespaceIsAStranger() {
        start("ready=notify\n");

        say(STRANGER, 0, true, "READY=1");

        assertThat(house.status("web").state()).isEqualTo("up");
        assertThat(troubles()).isEqualTo(1);
    }

    @Test
    void strangersAreToldOfOnceInARun() {
        var process = start("ready=notify\n");

        for (int i = 0; i < 100; i++) {
            say(STRANGER, STRANGER, true, "READY=1");
        }
        assertThat(house.status("web").state()).isEqualTo("up");
        assertThat(troubles()).isEqualTo(1);

        house.endService("web", new Exit.Killed(9));
        house.pass(SECOND);
        say(STRANGER, STRANGER, true, "STATUS=evil");
        assertThat(house.leader("web").pid).isNotEqualTo(process.pid);
        assertThat(troubles()).isEqualTo(2);
        assertThat(house.status("web").note()).isEmpty();
    }

    @Test
    void aStatusEndsWithItsProcess() {
        var process = start("ready=notify\n");

        say(process, "READY=1\nSTATUS=7 guests");
        assertThat(house.status("web").note()).isEqualTo("7 guests");
        say(process, "RELOADING=1");
        assertThat(house.status("web").note()).isEqualTo("reloading: 7 guests");
        say(process, "READY=1");
        assertThat(house.status("web").note()).isEqualTo("7 guests");

        house.endService("web", new Exit.Killed(9));
        assertThat(house.status("web").note()).isEmpty();
    }

    @Test
    void moreTimeIsGivenToWhoAsksForIt() {
        var process = start("ready=notify\nready-timeout=2s\nrestart=never\n");

        house.pass(SECOND);
        say(process, "EXTEND_TIMEOUT_USEC=9000000");
        house.pass(8 * SECOND);
        assertThat(house.status("web").state()).isEqualTo("up");

        house.pass(3 * SECOND);
        assertThat(house.status("web").why()).startsWith("not ready 2 s after");
    }

    @Test
    void theWatchdogWaitsUntilItIsReadyAndForgetsNobody() {
        var process = start("ready=notify\nwatchdog=3s\nrestart=never\n");

        house.pass(10 * SECOND);
        say(process, "READY=1");
        for (int i = 0; i < 5; i++) {
            house.pass(2 * SECOND);
            say(process, "WATCHDOG=1");
        }
        assertThat(house.status("web").state()).isEqualTo("ready");

        house.pass(4 * SECOND);
        assertThat(house.status("web").why()).contains("no sign of life for 3 s");
    }

    @Test
    void aNextKeeperGivesItsWatchdogTheWholeTime() {
        var process = start("ready=notify\nwatchdog=3s\nrestart=never\n");
        say(process, "READY=1");
        house.pass(2 * SECOND);

        house.replaceKeeper();
        house.pass(2 * SECOND);
        assertThat(house.status("web").state()).isEqualTo("ready");

        house.pass(2 * SECOND);
        assertThat(house.status("web").why()).contains("no sign of life for 3 s");
    }

    @Test
    void whoSaysItIsNotWellIsRestarted() {
        var process = start("ready=notify\nwatchdog=3s\nrestart=never\n");
        say(process, "READY=1");

        say(process, "WATCHDOG=trigger");

        assertThat(house.status("web").why()).contains("it says it is not well");
    }

    @Test
    void followsMembersOfItsSessionOnly() {
        var process = start("ready=notify\n");
        house.kernel.processes().addMember(process);
        var member = house.kernel.processes().running().stream()
                .filter(each -> !each.leader)
                .findFirst()
                .orElseThrow();

        say(process, "MAINPID=" + STRANGER);
        assertThat(house.status("web").pid()).isEqualTo(process.pid);
        assertThat(troubles()).isEqualTo(1);

        say(process, "MAINPID=" + member.pid);
        assertThat(house.status("web").pid()).isEqualTo(member.pid);
        house.replaceKeeper();
        assertThat(house.status("web").pid()).isEqualTo(member.pid);

        house.kernel.processes().end(member, new Exit.Killed(9));
        house.pass(SECOND);
        assertThat(house.leader("web").pid).isNotIn(process.pid, member.pid);
    }

    @Test
    void socketsOutliveKeepersAndProcesses() {
        start("listen=tcp:80 udp:53\n");
        assertThat(house.kernel.listenSockets().count()).isEqualTo(2);

        house.replaceKeeper();
        assertThat(house.kernel.listenSockets().count()).isEqualTo(2);
        assertThat(troubles()).isZero();
        house.endService("web", new Exit.Killed(9));
        assertThat(house.kernel.listenSockets().count()).isEqualTo(2);

        house.put("web", "cmd=web\nlisten=udp:53\n");
        house.pass(SECOND);
        assertThat(house.kernel.listenSockets().count()).isEqualTo(1);
    }
}
