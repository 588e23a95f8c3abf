package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Signals;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A keeper with faults of its own goes on: what fails is abandoned and reported, and done once more; only what fails again is held. */
class InternalErrorTest {

    private static final long SECOND = 1_000_000;

    /** More calls than any of the handlers here makes. */
    private static final int MOST_CALLS = 200;

    private static final String WEB = "cmd=web\n";
    private static final String STATUS = "{\"ask\":\"status\",\"names\":[\"web\"]}";
    private static final String RESTART = "{\"ask\":\"restart\",\"names\":[\"web\"],\"patience\":0}";

    private TestingHouse house = new TestingHouse();

    private void start() {
        house = new TestingHouse();
        house.put("web", WEB);
        house.put("db", "cmd=db\nready=fd:3\nlog=console\n");
        house.put("asked", "cmd=asked\nready=tcp:127.0.0.1:80\n");
        house.start();
        house.told.clear();
    }

    /** Does something once for each call that the keeper makes meanwhile, and has that call throw. */
    private void atEachCall(Runnable action, Runnable check) {
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            start();
            house.kernel.disk().faults().plantAfter(calls);
            action.run();
            boolean reached = !house.kernel.disk().faults().isPlanted();
            house.kernel.disk().faults().plantAfter(Long.MAX_VALUE);
            house.pass(10 * SECOND);
            assertThat(faults()).as("after %d calls", calls).hasSize(reached ? 1 : 0);
            check.run();
            if (!reached) {
                assertThat(calls).isPositive();
                return;
            }
        }
        throw new AssertionError("more than " + MOST_CALLS + " calls");
    }

    private List<HistoryEvent> faults() {
        return house.told.stream()
                .filter(entry -> entry.event().equals("fault"))
                .toList();
    }

    private void isUp(String name) {
        assertThat(house.status(name).state()).isIn("up", "ready");
        assertThat(house.leader(name).pid).isEqualTo(house.status(name).pid());
        assertThat(house.ask(STATUS)).contains("\"name\":\"web\"", "{\"end\":{\"code\":0");
    }

    @Test
    void restartsWhatHasEnded() {
        atEachCall(() -> house.endService("web", new Exit.Killed(Signals.KILL)), () -> {
            isUp("web");
            assertThat(house.status("web").restarts()).isEqualTo(1);
        });
    }

    @Test
    void startsWhatIsNew() {
        atEachCall(
                () -> {
                    house.put("new", "cmd=new\npre-start=prepare\n");
                    house.pass(SECOND / 2);
                },
                () -> {
                    if (house.isInHook("new")) {
                        house.endHook("new", new Exit.Code(0));
                    }
                    isUp("new");
                    isUp("web");
                });
    }

    @Test
    void stopsWhatItsFileNamesNoMore() {
        atEachCall(
                () -> {
                    house.kernel.disk().delete(TestingHouse.SERVICES + "/web");
                    house.pass(SECOND / 2);
                },
                () -> assertThat(house.isRunning("web")).isFalse());
    }

    @Test
    void takesOverAnEdit() {
        atEachCall(
                () -> {
                    house.put("web", "cmd=web --more\n");
                    house.pass(SECOND / 2);
                },
                () -> {
                    isUp("web");
                    assertThat(house.told).extracting(HistoryEvent::event).contains("starting");
                });
    }

    /** A process is asked again whether it is ready, and nobody asks any more once it has stopped. */
    @Test
    void goesOnAskingWhetherAServiceIsReady() {
        atEachCall(
                () -> {
                    house.kernel.processes().end(question().orElseThrow(), new Exit.Code(1));
                    house.pass(SECOND / 2);
                },
                () -> {
                    for (int pause = 0; pause < 20 && question().isEmpty(); pause++) {
                        house.pass(SECOND / 10);
                    }
                    assertThat(question())
                            .as("%s %s", house.status("asked"), house.told)
                            .isPresent();
                    house.ask("{\"ask\":\"stop\",\"names\":[\"asked\"],\"patience\":0}");
                    house.put("asked", "cmd=asked\nready=notify\n");
                    house.pass(20 * SECOND);
                    assertThat(question()).isEmpty();
                    assertThat(faults()).hasSizeLessThan(2);
                });
    }

    private Optional<FakeProcess> question() {
        return house.kernel.processes().running().stream()
                .filter(process -> process.asks)
                .findFirst();
    }

    @Test
    void endsWhenToldTo() {
        atEachCall(() -> house.shutDown(), () -> {
            assertThat(house.isOver()).isTrue();
            assertThat(house.isRunning("web")).isFalse();
            assertThat(house.isRunning("db")).isFalse();
        });
    }

    @Test
    void closesTheConnectionOfAClientItFails() {
        var answers = new ArrayList<String>();
        atEachCall(
                () -> {
                    var client = house.connect();
                    client.room(1 << 20);
                    client.send(STATUS + "\n");
                    house.pass(3 * SECOND);
                    assertThat(client.isHungUp()).isEqualTo(!client.received().contains("{\"end\":{\"code\":0"));
                    answers.add(client.received());
                },
                () -> assertThat(house.clients()).isLessThanOrEqualTo(2));
        assertThat(answers).anyMatch(answer -> answer.contains("{\"end\":{\"code\":70,\"error\":\"an internal error"));
    }

    @Test
    void holdsWhatFailsTwice() {
        start();
        house.kernel.disk().faults().plantFor("/run/state/web");
        house.ask(RESTART);
        house.pass(5 * SECOND);
        assertThat(faults()).hasSize(2).allSatisfy(fault -> {
            assertThat(fault.service()).isEqualTo("web");
            assertThat(fault.why()).startsWith("an internal error, dev.tend.simulation.Planted");
            assertThat(fault.lastWords()).startsWith("    at ");
        });
        assertThat(house.status("web").why())
                .startsWith("held where it is after internal errors of the keeper")
                .contains("tend restart web");
        assertThat(house.status("web").pid())
                .as("what could not be written down does not run")
                .isZero();
        isUp("db");

        house.pass(60 * SECOND);
        assertThat(faults()).as("it is not tried again by itself").hasSize(2);

        house.kernel.disk().faults().plantFor("");
        house.ask(RESTART);
        house.pass(5 * SECOND);
        isUp("web");
        assertThat(house.status("web").why()).doesNotContain("internal error");
    }

    @Test
    void leavesBehindWhatIsHeldWhenItEnds() {
        start();
        house.kernel.disk().faults().plantFor("/run/state/web");
        house.shutDown();
        house.pass(60 * SECOND);
        assertThat(house.isOver()).isTrue();
        house.end();
        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .anyMatch(why -> why.startsWith("is left behind: it is held where it is after internal errors"));
        assertThat(house.isRunning("db")).isFalse();
    }

    @Test
    void triesLessAndLessOftenWhatFailsEachTime() {
        start();
        house.kernel.disk().faults().plantFor("/log/web");
        int pid = house.leader("web").pid;
        house.kernel.disk().pour(house.leader("web").fifo, "a line\n");
        house.pass(600 * SECOND);
        assertThat(faults()).hasSizeBetween(3, 20);
        assertThat(house.status("web").why()).startsWith("held where it is");
        assertThat(house.status("web").pid()).as("its process is left alone").isEqualTo(pid);
        house.kernel.disk().faults().plantFor("");
        house.pass(60 * SECOND);
        assertThat(house.kernel.disk().text("/log/web/current")).endsWith("a line\n");
    }
}
