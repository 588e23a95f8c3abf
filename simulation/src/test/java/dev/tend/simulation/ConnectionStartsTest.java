package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that is started by its first client, and stopped when it has none. */
class ConnectionStartsTest {

    private static final long SECOND = 1_000_000;
    private static final Exit GOOD = new Exit.Code(0);
    private static final Exit BAD = new Exit.Code(1);
    private static final String WEB = "cmd=web\nlisten=tcp:8000\nstart-on=connection\n";

    private final TestingHouse house = new TestingHouse();

    @BeforeEach
    void startTheKeeper() {
        house.put("web", WEB + "idle-timeout=60s\n");
        house.start();
        house.settle();
    }

    private void ask(String verb, String name) {
        house.ask("{\"ask\":\"" + verb + "\",\"names\":[\"" + name + "\"]}");
    }

    private void connect() {
        house.kernel.listenSockets().connect("tcp:8000");
        house.settle();
    }

    private void accept() {
        house.kernel.listenSockets().accept("tcp:8000");
    }

    private void startWithAClient() {
        connect();
        accept();
        house.pass(2 * SECOND);
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    private void assertWaits() {
        assertThat(house.status("web").state()).isEqualTo("waiting");
        assertThat(house.status("web").why()).isEqualTo("waits for a connection");
        assertThat(house.isRunning("web")).isFalse();
    }

    @Test
    void waitsForItsFirstClient() {
        assertWaits();
        connect();
        assertThat(house.status("web").state()).isEqualTo("up");
        assertThat(house.status("web").why()).isEqualTo("a client connected");
        assertThat(house.isRunning("web")).isTrue();
    }

    @Test
    void anEditThatTakesItsSocketAwayStartsIt() {
        house.put("web", "cmd=web\n");
        house.pass(2 * SECOND);
        assertThat(house.status("web").state()).isEqualTo("ready");
        assertThat(house.kernel.listenSockets().isOpen("tcp:8000")).isFalse();
    }

    @Test
    void anEditThatMakesItATaskRunsIt() {
        house.put("web", "type=task\ncmd=web\n");
        house.pass(2 * SECOND);
        assertThat(house.isRunning("web")).isTrue();
    }

    @Test
    void anEditOfTheAddressClosesTheFormerSocket() {
        house.put("web", WEB.replace("tcp:8000", "tcp:8001"));
        house.pass(2 * SECOND);
        assertWaits();
        assertThat(house.kernel.listenSockets().isOpen("tcp:8000")).isFalse();
        assertThat(house.kernel.listenSockets().isOpen("tcp:8001")).isTrue();
    }

    @Test
    void costsNoTimerWhileItWaits() {
        house.turns(3);
        assertThat(house.kernel.poller().isIdle()).isTrue();
    }

    @Test
    void isReadyForThoseThatStartAfterIt() {
        house.put("app", "cmd=app\nrequires=web\n");
        house.pass(2 * SECOND);
        assertThat(house.isRunning("app")).isTrue();
        assertWaits();
    }

    @Test
    void isStoppedWhenNobodyIsConnectedAndStartsAgain() {
        startWithAClient();
        house.pass(61 * SECOND); // in which the first client came
        assertThat(house.isInHook("web")).isTrue();
        house.endHook("web", GOOD);
        house.settle();
        assertWaits();

        connect();
        assertThat(house.isRunning("web")).isTrue();
    }

    @Test
    void runsOnWhileSomebodyIsConnected() {
        startWithAClient();
        for (int i = 0; i < 5; i++) {
            house.pass(60 * SECOND);
            assertThat(house.isInHook("web")).isTrue();
            house.endHook("web", BAD);
        }
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    @Test
    void runsOnWhileClientsComeAndNobodyIsCounted() {
        startWithAClient();
        for (int i = 0; i < 5; i++) {
            connect();
            accept();
            house.pass(59 * SECOND);
            assertThat(house.isInHook("web")).isFalse();
        }
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    @Test
    void aClientThatComesDuringTheStopStartsItAgain() {
        startWithAClient();
        house.leader("web").stubborn = true;
        house.pass(61 * SECOND);
        house.endHook("web", GOOD);
        assertThat(house.status("web").state()).isEqualTo("stopping");
        assertThat(house.status("web").why()).startsWith("nobody was connected for 1 m");

        connect();
        house.endService("web", new Exit.Killed(15));

        assertThat(house.status("web").why()).isEqualTo("a client connected");
        assertThat(house.isRunning("web")).isTrue();
    }

    @Test
    void aServiceThatAcceptsNobodyIsStartedWithPausesAndGivenUp() {
        house.put("web", WEB + "give-up=3 in 1h\nbackoff=10s\n");
        house.pass(SECOND);
        house.kernel.listenSockets().connect("tcp:8000");
        for (int i = 0; i < 3; i++) {
            house.settle();
            house.endService("web", BAD);
            assertThat(house.isRunning("web")).isFalse();
            house.pass(11 * SECOND);
        }
        assertThat(house.status("web").state()).isEqualTo("failed");
        house.pass(3600 * SECOND);
        assertThat(house.isRunning("web")).isFalse();
    }

    @Test
    void aServiceThatEndsByItselfWaitsAgain() {
        house.put("web", WEB + "restart=on-failure\n");
        house.pass(SECOND);
        startWithAClient();
        house.pass(10 * SECOND);
        house.endService("web", GOOD);
        assertWaits();
    }

    @Test
    void theNextKeeperGoesOn() {
        house.replaceKeeper();
        house.settle();
        assertWaits();
        startWithAClient();
        house.replaceKeeper();
        house.settle();
        assertThat(house.status("web").state()).isEqualTo("ready");
        connect(); // its sockets are watched
        accept();
        house.pass(61 * SECOND);
        assertThat(house.isInHook("web")).isFalse();
        house.pass(60 * SECOND);
        assertThat(house.isInHook("web")).isTrue();
        house.endHook("web", GOOD);
        house.settle();
        assertWaits();
    }

    @Test
    void isStartedAndStoppedByHand() {
        ask("start", "*");
        assertWaits();
        ask("restart", "web");
        assertWaits();
        ask("start", "web");
        assertThat(house.isRunning("web")).isTrue();
        ask("stop", "web");
        assertThat(house.status("web").state()).isEqualTo("down");
        connect();
        assertThat(house.isRunning("web")).isFalse();
        accept();
        ask("start", "*");
        assertWaits();
    }

    @Test
    void anEditMakesItAnyOtherServiceAndBack() {
        house.put("web", "cmd=web\nlisten=tcp:8000\n");
        house.pass(SECOND);
        assertThat(house.isRunning("web")).isTrue();

        house.put("web", WEB);
        house.pass(SECOND);
        assertThat(house.isRunning("web")).isTrue(); // until it ends
        house.pass(10 * SECOND);
        house.endService("web", BAD);
        assertWaits();
    }

    @Test
    void anEditOfItsSocketsIsWatchedAtOnce() {
        house.put("web", WEB.replace("8000", "8001"));
        house.pass(SECOND);
        assertWaits();
        house.kernel.listenSockets().connect("tcp:8001");
        house.settle();
        assertThat(house.isRunning("web")).isTrue();
    }
}
