package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that need each other, on a kernel in memory: the requests that each gets, and when. */
class RelationsTest {

    private static final long SECOND = 1_000_000;

    private final TestingHouse house = new TestingHouse();

    @BeforeEach
    void aChainOfThree() {
        house.put("disk", "cmd=disk\n");
        house.put("db", "cmd=db\nrequires=disk\n");
        house.put("web", "cmd=web\nrequires=db\n");
        house.start();
        house.pass(SECOND);
        house.pass(SECOND);
        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    /** Lets it end, should it not have by itself. */
    private void ended(String name) {
        house.settle();
        if (house.isRunning(name)) {
            house.endService(name, new Exit.Killed(15));
        }
    }

    /** It was started again before the service that it requires had been told to stop, which then waited for ever. */
    @Test
    void whatRequiresAServiceThatIsBeingStoppedIsNotStartedAgain() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"db\"]}");
        ended("web");
        assertThat(house.isRunning("web")).isFalse();
        ended("db");
        assertThat(house.status("db").state()).isEqualTo("down");
        assertThat(house.status("web").why()).isEqualTo("requires db, which is down");
        assertThat(house.isRunning("disk")).isTrue();
    }

    @Test
    void whyItWaitsIsWhatHoldsItBackNow() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"disk\"]}");
        ended("web");
        ended("db");
        ended("disk");
        assertThat(house.status("web").why()).isEqualTo("waits for db to be ready");
        assertThat(house.status("db").why()).isEqualTo("requires disk, which is down");
    }

    /** Indirect dependents are held back as well: an instance that is held back is available to none. */
    @Test
    void aFailureHoldsAllWhoRequireItByWayOfOthersAndTheLastFirst() {
        house.put("disk", "cmd=disk\nrestart=never\n");
        house.pass(SECOND);
        house.endService("disk", new Exit.Code(1));
        assertThat(house.status("disk").state()).isEqualTo("failed");
        ended("web");
        ended("db");
        house.settle();
        assertThat(house.status("db").why()).isEqualTo("requires disk, which is failed");
        assertThat(house.status("web").why()).isEqualTo("waits for db to be ready");
        assertThat(house.told)
                .filteredOn(entry -> entry.event().equals("stopped"))
                .extracting(HistoryEvent::service)
                .containsExactly("web", "db");

        house.ask("{\"ask\":\"start\",\"names\":[\"disk\"]}");
        for (int i = 0; i < 3; i++) {
            house.pass(SECOND);
        }
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    /** The service in between is wanted up, and only held back. */
    @Test
    void aStartBringsWhatIsRequiredBehindWhatIsWantedAlready() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"disk\"]}");
        ended("web");
        ended("db");
        ended("disk");
        assertThat(house.status("db").wanted()).isEqualTo("up");
        house.ask("{\"ask\":\"start\",\"names\":[\"web\"]}");
        assertThat(house.isRunning("disk")).isTrue();
    }

    @Test
    void whoWaitsForAStartThatIsHeldBackIsToldHowItWent() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"*\"]}");
        ended("web");
        ended("db");
        ended("disk");
        var asked = house.ask("{\"ask\":\"start\",\"names\":[\"web\"],\"patience\":60}");
        assertThat(asked).isEmpty();
        house.pass(SECOND);
        house.pass(SECOND);
        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    @Test
    void whoWaitsForAStartThatNothingWillLetGoIsToldAtOnce() {
        house.put("api", "cmd=api\nrequires=gone\n");
        house.pass(SECOND);
        assertThat(house.ask("{\"ask\":\"start\",\"names\":[\"api\"],\"patience\":60}"))
                .contains("requires gone, which is not there", "\"end\"");
    }

    /** A service that is removed and a new one may need each other; each stop still goes out. */
    @Test
    void aCircleOfWhatLeavesAndWhatIsNewDoesNotKeepAStopBack() {
        house.put("disk", "cmd=disk\nafter=web\n");
        house.kernel.disk().delete(TestingHouse.SERVICES + "/web");
        house.pass(SECOND);
        house.ask("{\"ask\":\"shutdown\"}");
        for (String name : new String[] {"web", "db", "disk", "web"}) {
            ended(name);
        }
        house.settle();
        assertThat(house.isOver()).isTrue();
    }

    @Test
    void aCircleLeavesItsServicesAsTheyWereUntilOneOfThemIsMended() {
        int disk = house.leader("disk").pid;
        house.put("disk", "cmd=disk --new\nafter=web\n");
        house.put("a", "cmd=a\nafter=b\n");
        house.put("b", "cmd=b\nafter=a\n");
        house.pass(SECOND);
        assertThat(house.leader("disk").pid).isEqualTo(disk);
        assertThat(house.status("disk").problem()).contains("after: a circle: disk -> web -> db -> disk");
        assertThat(house.status("a").why()).contains("after: a circle: a -> b -> a");
        house.put("b", "cmd=b\n");
        house.pass(SECOND);
        house.pass(SECOND);
        assertThat(house.isRunning("a")).isTrue();
        assertThat(house.status("a").problem()).isEmpty();
    }

    private void becomeReady() {
        for (int i = 0; i < 4; i++) {
            house.pass(SECOND);
        }
    }

    private List<String> events(String... kinds) {
        return house.told.stream()
                .filter(entry -> List.of(kinds).contains(entry.event()))
                .map(entry -> entry.event() + " " + entry.service())
                .toList();
    }

    private static final String[] RESTARTED = {
        "stopped web", "stopped db", "stopped disk", "ready disk", "ready db", "ready web"
    };

    @Test
    void aRestartByHandStopsAndStartsWhoRequiresItAroundIt() {
        house.told.clear();
        house.ask("{\"ask\":\"restart\",\"names\":[\"disk\"]}");
        becomeReady();
        assertThat(events("stopped", "ended", "ready")).containsExactly(RESTARTED);
    }

    @Test
    void anEditDoesSoToo() {
        house.told.clear();
        house.put("disk", "cmd=disk --new\n");
        house.pass(SECOND);
        becomeReady();
        assertThat(events("stopped", "ended", "ready")).containsExactly(RESTARTED);
    }

    @Test
    void whoWaitsForARestartIsToldOfTheNewProcess() {
        int old = house.leader("disk").pid;
        var client = house.connect();
        client.room(1 << 20);
        client.send("{\"ask\":\"restart\",\"names\":[\"disk\"],\"patience\":60}\n");
        becomeReady();
        assertThat(client.received()).contains("\"good\":true", "ready, pid ").doesNotContain("pid " + old);
    }

    @Test
    void aRestartThatWaitsIsCarriedOutByTheNextKeeper() {
        int old = house.leader("disk").pid;
        house.ask("{\"ask\":\"restart\",\"names\":[\"disk\"]}");
        house.replaceKeeper();
        becomeReady();
        assertThat(house.leader("disk").pid).isNotEqualTo(old);
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    @Test
    void anExitThatARestartFollowsLeavesWhoRequiresItAlone() {
        int web = house.leader("web").pid;
        house.endService("db", new Exit.Code(1));
        becomeReady();
        assertThat(house.status("db").restarts()).isEqualTo(1);
        assertThat(house.leader("web").pid).isEqualTo(web);
    }

    @Test
    void anExitTakesWhoIsBoundToItAlongAndWhoRequiresThat() {
        house.put("web", "cmd=web\nbinds-to=db\n");
        house.put("page", "cmd=page\nrequires=web\n");
        becomeReady();
        becomeReady();
        assertThat(house.status("page").state()).isEqualTo("ready");
        house.told.clear();
        house.endService("db", new Exit.Code(1));
        ended("page");
        ended("web");
        assertThat(house.status("web").why()).contains("db");
        becomeReady();
        becomeReady();
        assertThat(events("stopped", "ended", "ready"))
                .containsExactly("ended db", "stopped page", "stopped web", "ready db", "ready web", "ready page");
    }

    /** Only what the stop took down comes back. */
    @Test
    void aStartAfterAStopStartsExactlyWhoTheStopTookDown() {
        house.put("page", "cmd=page\nrequires=db\n");
        becomeReady();
        house.ask("{\"ask\":\"stop\",\"names\":[\"page\"]}");
        ended("page");
        house.ask("{\"ask\":\"stop\",\"names\":[\"db\"]}");
        ended("web");
        ended("db");
        assertThat(house.status("db").state()).isEqualTo("down");
        house.ask("{\"ask\":\"start\",\"names\":[\"db\"]}");
        becomeReady();
        assertThat(house.status("web").state()).isEqualTo("ready");
        assertThat(house.status("page").state()).isEqualTo("down");
    }
}
