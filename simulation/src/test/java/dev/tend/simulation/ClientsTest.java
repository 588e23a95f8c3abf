package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Clients of the control socket that leave, do not read, or ask for much: their resources are released, and other
 * clients are not affected.
 */
class ClientsTest {

    private static final long SECOND = 1_000_000;
    private static final String FOLLOW_ALL = "{\"ask\":\"logs\",\"names\":[\"*\"],\"lines\":10000,\"follow\":true}";
    private static final String STATUS = "{\"ask\":\"status\"}";

    private final TestingHouse house = new TestingHouse();
    private int descriptors;

    private void startsWith(int instances) {
        house.put("web", "cmd=web\ninstances=" + instances + "\n");
        house.start();
        house.pass(10 * SECOND);
        descriptors = house.descriptors();
    }

    private void writesLogs(int bytes) {
        for (String name : house.names()) {
            house.kernel.disk().put("/log/" + name + "/current", ("x".repeat(99) + "\n").repeat(bytes / 100));
        }
    }

    private static int count(String part, String text) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private FakeClient client(String line, int room) {
        var client = house.connect();
        client.room(room);
        client.send(line + "\n");
        return client;
    }

    /** After everybody has left, nothing is left of anybody: no alarm, no byte, no descriptor. */
    private void nothingIsLeft() {
        house.turns(3);
        assertThat(house.clients()).isZero();
        assertThat(house.heldByClients()).isZero();
        assertThat(house.descriptors()).isEqualTo(descriptors);
        house.pass(SECOND);
        assertThat(house.kernel.poller().isIdle()).isTrue();
    }

    @Test
    void survivesAReaderOfManyLogsWhoHangsUp() {
        startsWith(3);
        writesLogs(1 << 20);
        var client = client(FOLLOW_ALL, 100_000);
        house.turns(5);
        assertThat(client.received().length()).isEqualTo(100_000);
        client.close();
        nothingIsLeft();
    }

    @Test
    void letsGoOfALogThatIsLeftUnread() {
        startsWith(1);
        writesLogs(1 << 20);
        var client = client("{\"ask\":\"logs\",\"names\":[\"web\"],\"lines\":10000}", 0);
        house.pass(SECOND);
        assertThat(house.kernel.poller().isIdle()).isTrue();
        client.close();
        nothingIsLeft();
    }

    @Test
    void goesOnWithALogThatIsReadMoreSlowlyThanItGrows() {
        startsWith(1);
        writesLogs(500_000);
        var client = client(FOLLOW_ALL, 0);
        for (int time = 0; time < 300; time++) {
            house.kernel.disk().extend("/log/web/current", "y".repeat(9_999) + "\n");
            client.room(1_000);
            house.pass(SECOND / 5);
        }
        assertThat(client.isHungUp()).isFalse();
        assertThat(house.heldByClients()).isLessThan(100_000);
        client.room(Integer.MAX_VALUE);
        house.pass(10 * SECOND);
        assertThat(count("x\\n", client.received())).isEqualTo(5_000);
        assertThat(count("y\\n", client.received())).isEqualTo(300);
        client.close();
        nothingIsLeft();
    }

    /** Its user has given up, and may have done otherwise since. */
    @Test
    void doesNothingForAClientThatIsGoneBeforeItsRequestIsRead() {
        startsWith(1);
        var stop = client("{\"ask\":\"stop\",\"names\":[\"web\"]}", 0);
        var shutdown = client("{\"ask\":\"shutdown\"}", 0);
        stop.close();
        shutdown.close();
        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("ready");
        nothingIsLeft();
    }

    /** A client that only sends no more still waits for its answer. */
    @Test
    void servesAClientThatSendsNoMore() {
        startsWith(1);
        var stop = client("{\"ask\":\"stop\",\"names\":[\"web\"]}", 1 << 16);
        stop.endRequests();
        house.pass(SECOND);
        assertThat(stop.received()).contains("outcome").contains("\"code\":0");
        nothingIsLeft();
    }

    @Test
    void tellsAReaderWhoLeftAtTheEndOfARollingRestartNothing() {
        startsWith(100);
        var client = client("{\"ask\":\"restart\",\"names\":[\"*\"],\"patience\":3,\"rolling\":true}", 0);
        house.turns(5);
        client.close();
        house.pass(10 * SECOND);
        nothingIsLeft();
    }

    @Test
    void survivesAReaderWhoIsLostAmidstWhatWasNotTouched() {
        startsWith(200);
        house.kernel.processes().tableFull(true);
        var client = client("{\"ask\":\"restart\",\"names\":[\"*\"],\"patience\":3,\"rolling\":true}", 0);
        house.turns(5);
        client.failWrites();
        house.pass(10 * SECOND);
        house.kernel.processes().tableFull(false);
        house.pass(60 * SECOND);
        nothingIsLeft();
    }

    @Test
    void answersThousandsOfRequestsThatWaitOneAfterTheOther() {
        startsWith(1);
        var client = house.connect();
        client.room(Integer.MAX_VALUE);
        String restart = "{\"ask\":\"restart\",\"names\":[\"web\"],\"patience\":30}\n";
        String start = "{\"ask\":\"start\",\"names\":[\"web\"],\"patience\":30}\n";
        client.send(restart + start.repeat(2_000));
        for (int turn = 0; turn < 100; turn++) {
            house.pass(SECOND / 10);
            house.turns(100);
        }
        assertThat(count("\"end\"", client.received())).isEqualTo(2_001);
        client.close();
        nothingIsLeft();
    }

    @Test
    void answersWhoSendsNoMoreAndStillReads() {
        startsWith(1);
        var client = client("{\"ask\":\"restart\",\"names\":[\"web\"],\"patience\":30}\n" + STATUS, 1 << 20);
        client.endRequests();
        house.pass(10 * SECOND);
        assertThat(count("\"end\"", client.received())).isEqualTo(2);
        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void doesNotReadFromWhoSendsFasterThanIsAnswered() {
        startsWith(1);
        house.leader("web").stubborn = true;
        var client = client("{\"ask\":\"stop\",\"names\":[\"web\"],\"patience\":30}", 0);
        for (int time = 0; time < 100; time++) {
            client.send((STATUS + "\n").repeat(1_000));
            house.turns(10);
        }
        assertThat(client.isHungUp()).isFalse();
        assertThat(house.heldByClients()).isLessThan(200_000);
        client.close();
        house.pass(60 * SECOND);
        nothingIsLeft();
    }

    @Test
    void cutsOffTheSlowestReaderAndTellsWhy() {
        startsWith(1);
        var lazy = new ArrayList<FakeClient>();
        for (int number = 0; number < 200; number++) {
            lazy.add(client("{\"ask\":\"follow\"}", 0));
        }
        house.turns(2);
        var keen = client("{\"ask\":\"follow\"}", Integer.MAX_VALUE);
        for (int time = 0; time < 400; time++) {
            house.put("broken", "cmd=web\n" + ("x" + time).repeat(500) + "=1\n");
            var other = client("{\"ask\":\"reload\"}", 1 << 20);
            house.turns(2);
            other.close();
        }
        assertThat(house.heldByClients()).isLessThan(9 << 20);
        assertThat(keen.isHungUp()).isFalse();
        long told = lazy.stream().filter(this::isToldThatItIsSlow).count();
        assertThat(told).isBetween(1L, 199L);
        lazy.forEach(FakeClient::close);
        keen.close();
        house.turns(3);
        assertThat(house.heldByClients()).isZero();
    }

    private boolean isToldThatItIsSlow(FakeClient client) {
        client.room(Integer.MAX_VALUE);
        house.turns(2);
        return client.received().endsWith("ask again\"}}\n");
    }

    @Test
    void keepsItsMemoryWhereNobodyReads() {
        startsWith(50);
        writesLogs(1 << 20);
        List<String> requests = List.of(
                FOLLOW_ALL, STATUS, "{\"ask\":\"plan\"}", "{\"ask\":\"graph\"}", "{\"ask\":\"usage\",\"names\":[]}");
        for (int number = 0; number < 250; number++) {
            client((requests.get(number % requests.size()) + "\n").repeat(20), 0);
        }
        house.turns(10);
        assertThat(house.clients()).isBetween(200, 256);
        assertThat(house.heldByClients()).isLessThan(9 << 20);
        assertThat(count("\"end\"", house.ask(STATUS))).isEqualTo(1);
    }

    @Test
    void letsOneInWhereTheOthersOnlyTakePlaces() {
        startsWith(1);
        var idle = new ArrayList<FakeClient>();
        for (int number = 0; number < 300; number++) {
            idle.add(house.connect());
            house.turns(1);
        }
        assertThat(house.ask(STATUS)).contains("\"end\"");
        assertThat(idle.getFirst().isHungUp()).isTrue();
        assertThat(idle.getLast().isHungUp()).isFalse();
    }

    @Test
    void leavesNothingBehindAfterTenThousandSessions() {
        startsWith(3);
        writesLogs(20_000);
        int atRest = descriptors;
        var chance = new SeededRandom(7);
        var sessions = new Clients(chance, house.kernel, "/run", List.of("web@1", "web@2", "w*"));
        for (int session = 0; session < 10_000; session++) {
            sessions.step();
            house.turns(1);
        }
        sessions.leave();
        house.pass(60 * SECOND);
        client("{\"ask\":\"start\",\"names\":[\"*\"]}", 1 << 20).close();
        house.pass(60 * SECOND);
        descriptors = atRest;
        nothingIsLeft();
    }
}
