package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tend.lifecycle.Exit;
import dev.tend.wire.Reply.HistoryEvent;
import org.junit.jupiter.api.Test;

/** The answer to a stop, its time, and the message about an edit that ends a service. */
class StopTest {

    private static final long SECOND = 1_000_000;

    private final TestingHouse house = new TestingHouse();

    private String stop(String names) {
        return house.ask("{\"ask\":\"stop\",\"names\":[" + names + "],\"patience\":60}");
    }

    @Test
    void aServiceThatIsNotEnabledIsDownAlreadyAndTheOthersAreStopped() {
        house.put("off", "cmd=off\nenabled=no\n");
        house.put("wrong", "cmmd=wrong\n");
        house.put("web", "cmd=web\n");
        house.start();
        house.pass(2 * SECOND);

        assertThat(stop("\"off\"")).contains("\"good\":true", "down: not enabled: see enabled in", "\"code\":0");
        house.ask("{\"ask\":\"stop\",\"names\":[\"off\",\"wrong\",\"web\"]}");

        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("down");
        assertThat(stop("\"wrong\"")).contains("\"good\":true", "down: ", "/services/wrong", "\"code\":0");
        assertThat(stop("\"wrong\",\"web\"")).contains("\"wrong\"", "down: stopped by hand", "\"code\":0");
    }

    /** If a keeper was killed, the next one leaves it stopped; if it has ended in order, all services start again. */
    @Test
    void aStopLastsUntilTheNextKeeperStartsAll() {
        house.put("web", "cmd=web\n");
        house.put("db", "cmd=db\n");
        house.start();
        house.pass(2 * SECOND);
        stop("\"web\"");
        house.pass(SECOND);

        house.replaceKeeper();
        house.pass(2 * SECOND);
        assertThat(house.status("web").why()).startsWith("stopped by hand");
        assertThat(house.isRunning("db")).isTrue();

        house.shutDown();
        house.pass(SECOND);
        assertThat(house.isOver()).isTrue();
        house.end();
        house.replaceKeeper();
        house.pass(2 * SECOND);
        assertThat(house.isRunning("web")).isTrue();
    }

    /** A task that is done, and a service that is down, need no HUP. */
    @Test
    void aSignalToAllPassesOverWhatHasNoProcess() {
        house.put("web", "cmd=web\n");
        house.put("down", "cmd=down\n");
        house.start();
        house.pass(2 * SECOND);
        house.ask("{\"ask\":\"stop\",\"names\":[\"down\"]}");
        house.pass(SECOND);
        assertThat(house.ask("{\"ask\":\"signal\",\"signal\":\"HUP\",\"names\":[\"*\"]}"))
                .contains("sent HUP to", "\"code\":0")
                .doesNotContain("\"down\"");
        assertThat(house.ask("{\"ask\":\"signal\",\"signal\":\"HUP\",\"names\":[\"down\",\"web\"]}"))
                .contains("no process to send HUP to", "\"code\":1");
        assertThat(house.ask("{\"ask\":\"signal\",\"signal\":\"HUP\",\"names\":[\"d*\"]}"))
                .contains("none of them has a process", "\"code\":1");
    }

    @Test
    void oneThatNobodyKnowsStopsNothing() {
        house.put("web", "cmd=web\n");
        house.start();
        house.pass(2 * SECOND);
        assertThat(stop("\"web\",\"wbe\"")).contains("no service is called wbe", "\"code\":1");
        assertThat(house.isRunning("web")).isTrue();
    }

    @Test
    void anEditThatDisablesAServiceIsToldAsSuch() {
        house.put("cache", "cmd=cache\n");
        house.put("gone", "cmd=gone\n");
        house.start();
        house.pass(2 * SECOND);

        house.put("cache", "cmd=cache\nenabled=no\n");
        house.kernel.disk().delete(TestingHouse.SERVICES + "/gone");
        assertThat(house.ask("{\"ask\":\"plan\"}")).contains("not enabled: see enabled in /services/cache");
        house.pass(SECOND);

        assertThat(house.told)
                .filteredOn(entry -> entry.event().equals("stopping"))
                .extracting(HistoryEvent::service, entry -> entry.why())
                .contains(
                        tuple("cache", "not enabled: see enabled in /services/cache"),
                        tuple("gone", "its file is gone"));
    }

    /** It was said to be done, and so over, while those that require it had not been stopped yet. */
    @Test
    void theStopOfATaskThatIsDoneWaitsForItsDependents() {
        house.put("migrate", "type=task\ncmd=migrate\n");
        house.put("web", "cmd=web\nrequires=migrate\n");
        house.start();
        house.endService("migrate", new Exit.Code(0));
        house.pass(2 * SECOND);
        house.leader("web").stubborn = true;
        var client = house.connect();
        client.room(1 << 20);
        client.send("{\"ask\":\"stop\",\"names\":[\"migrate\"],\"patience\":60}\n");
        house.turns(3);
        assertThat(client.received()).isEmpty();

        house.endService("web", new Exit.Killed(15));

        assertThat(client.received()).contains("down: stopped by hand", "\"code\":0");
        assertThat(house.status("migrate").state()).isEqualTo("down");
    }

    @Test
    void anInstanceOfAChangedNumberStartsForThatReason() {
        house.put("w", "cmd=w\ninstances=3\n");
        house.start();
        house.pass(2 * SECOND);
        house.put("w", "cmd=w\n");
        house.pass(2 * SECOND);
        assertThat(house.told)
                .filteredOn(
                        entry -> entry.service().equals("w") && entry.event().equals("starting"))
                .extracting(HistoryEvent::why)
                .containsExactly("instances changed from 3 to 1; its instances get other names");
    }
}
