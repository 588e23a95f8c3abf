package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.kernel.NotifySocket.Letter;
import dev.tend.lifecycle.Exit;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that cannot be written for a while: pid files, states, and the memory of a process manager. */
class UnwritableTest {

    private static final long SECOND = 1_000_000;
    private static final String PIDFILE = "/pids/web.pid";

    private TestingHouse house = new TestingHouse();

    private void deny(String prefix) {
        house.kernel.disk().faults().deny(prefix, Errno.ENOSPC);
    }

    private void allow(String prefix) {
        house.kernel.disk().faults().allow(prefix);
    }

    private String pidfile() {
        return house.kernel.disk().text(PIDFILE);
    }

    private long troubles() {
        return house.told.stream()
                .map(HistoryEvent::event)
                .filter("trouble"::equals)
                .count();
    }

    private void start(String more) {
        house.put("web", "cmd=web\npidfile=" + PIDFILE + "\n" + more);
        house.kernel.files().makeFolder("/pids", 0755);
        house.start();
    }

    /** The pid in its file is that of its process, and it is ready. */
    private void assertWritten() {
        assertThat(pidfile()).isEqualTo(house.leader("web").pid + "\n");
        assertThat(house.status("web").state()).isEqualTo("ready");
        assertThat(house.status("web").problem()).isEmpty();
    }

    @Test
    void aServiceIsReadyOnceItsPidfileIsWritten() {
        deny("/pids/");
        start("");
        house.pass(10 * SECOND);
        assertThat(house.status("web").state()).isEqualTo("up");
        assertThat(house.status("web").problem()).contains("/pids/web.pid: no space left on device; next attempt in ");
        assertThat(troubles()).isEqualTo(1);
        allow("/pids/");
        house.pass(60 * SECOND);
        assertWritten();
        assertThat(house.status("web").restarts()).isZero();
    }

    @Test
    void triesAgainLessAndLessOften() {
        deny("/pids/");
        start("");
        house.pass(3600 * SECOND);
        house.told.clear();
        allow("/pids/");
        house.pass(60 * SECOND);
        assertWritten();
    }

    /** The sign came in time. */
    @Test
    void waitsForThePidfileBeyondTheTimeToGetReady() {
        deny("/pids/");
        start("ready=notify\nready-timeout=5s\n");
        var web = house.leader("web");
        house.kernel.notifySockets().leave("/run/notify/web", new Letter(web.pid, web.session, true, "READY=1"));
        house.pass(30 * SECOND);
        assertThat(house.status("web").state()).isEqualTo("up");
        allow("/pids/");
        house.pass(60 * SECOND);
        assertWritten();
        assertThat(house.status("web").restarts()).isZero();
    }

    @Test
    void forgetsThePidfileOfAProcessThatHasEnded() {
        deny("/pids/");
        start("restart=never\n");
        house.endService("web", new Exit.Code(0));
        allow("/pids/");
        house.pass(120 * SECOND);
        assertThat(pidfile()).isEmpty();
        assertThat(house.status("web").problem()).isEmpty();
    }

    @Test
    void aNextKeeperWritesThePidfile() {
        deny("/pids/");
        start("");
        house.pass(2 * SECOND);
        house.replaceKeeper();
        assertThat(house.status("web").state()).isEqualTo("up");
        allow("/pids/");
        house.pass(60 * SECOND);
        assertWritten();
    }

    @Test
    void aServiceThatIsReadyStaysSoWhereItsNewPidfileCannotBeWritten() {
        start("");
        house.pass(2 * SECOND);
        deny("/elsewhere/");
        house.put("web", "cmd=web\npidfile=/elsewhere/web.pid\n");
        house.ask("{\"ask\":\"reload\"}");
        assertThat(house.status("web").state()).isEqualTo("ready");
        assertThat(house.status("web").problem()).contains("/elsewhere/web.pid");
        assertThat(pidfile()).isEmpty();
    }

    @Test
    void aServiceThatWantsNoPidfileAnyMoreIsReady() {
        deny("/pids/");
        start("");
        house.pass(2 * SECOND);
        house.put("web", "cmd=web\n");
        house.ask("{\"ask\":\"reload\"}");
        house.settle();
        assertThat(house.status("web").state()).isEqualTo("ready");
        assertThat(house.status("web").restarts()).isZero();
    }

    @Test
    void removesAPidfileLater() {
        start("restart=never\n");
        house.pass(2 * SECOND);
        deny("/pids/");
        house.endService("web", new Exit.Code(0));
        assertThat(house.status("web").problem()).contains("/pids/web.pid");
        allow("/pids/");
        house.pass(60 * SECOND);
        assertThat(pidfile()).isEmpty();
        assertThat(house.status("web").problem()).isEmpty();
    }

    @Test
    void writesAStateLater() {
        house.put("web", "cmd=web\n");
        house.start();
        house.pass(2 * SECOND);
        deny("/run/state/");
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        house.settle();
        assertThat(house.status("web").problem()).contains("/run/state/");
        assertThat(house.kernel.disk().text("/run/state/web")).doesNotContain("stopped by hand");
        allow("/run/state/");
        house.pass(60 * SECOND);
        assertThat(house.status("web").problem()).isEmpty();
        assertThat(house.kernel.disk().text("/run/state/web")).contains("stopped by hand");
    }

    @Test
    void aStopThatIsNotWrittenDownFailsAndSaysSo() {
        for (String verb : List.of("stop", "kill")) {
            for (int patience : List.of(0, 30)) {
                startWeb("");
                deny("/run/state/");
                assertThat(change(verb, "web", patience))
                        .contains("\"good\":false")
                        .contains(", but a keeper that is killed now forgets it: cannot replace /run/state/")
                        .contains("no space left on device")
                        .contains("\"code\":1");
                allow("/run/state/");
                house.pass(60 * SECOND);
            }
        }
    }

    @Test
    void aStopThatIsWrittenDownSucceeds() {
        startWeb("");
        assertThat(change("stop", "web", 0)).contains("\"good\":true").contains("\"code\":0");
    }

    @Test
    void aStopThatWaitsForOthersAndIsNotWrittenDownFails() {
        startWeb("after=db\n");
        house.leader("web").stubborn = true;
        deny("/run/state/db");
        assertThat(change("stop", "db\",\"web", 0)).contains("ready, but a keeper that is killed now forgets it");
    }

    @Test
    void aRestartThatCannotBeWrittenDownStopsNothing() {
        for (String more : List.of("", "pre-stop=before\n", "drain=before\n")) {
            for (int patience : List.of(0, 30)) {
                startWeb(more);
                int pid = house.leader("web").pid;
                deny("/run/state/");
                assertThat(change("restart", "web", patience))
                        .contains("\"good\":false")
                        .contains("not restarted: cannot replace /run/state/")
                        .contains("\"code\":1");
                assertThat(house.status("web").state()).isEqualTo("ready");
                assertThat(house.leader("web").pid).isEqualTo(pid);
                house.pass(10 * SECOND);
                assertThat(house.status("web").state()).isEqualTo("ready");
                assertThat(house.isInHook("web")).isFalse();
                allow("/run/state/");
                house.pass(60 * SECOND);
                assertThat(house.leader("web").pid).isEqualTo(pid);
                assertThat(house.status("web").problem()).isEmpty();
            }
        }
    }

    /** A dependent is stopped first, so it must be possible to write its state, too. */
    @Test
    void aRestartStopsNoDependentEither() {
        for (String unwritable : List.of("/run/state/db", "/run/state/web")) {
            startWeb("requires=db\n");
            int web = house.leader("web").pid;
            int db = house.leader("db").pid;
            deny(unwritable);
            assertThat(change("restart", "db", 0)).contains("not restarted: cannot replace " + unwritable);
            house.pass(10 * SECOND);
            assertThat(house.leader("web").pid).isEqualTo(web);
            assertThat(house.leader("db").pid).isEqualTo(db);
            allow(unwritable);
            house.pass(60 * SECOND);
            assertThat(change("restart", "db", 0)).contains("\"code\":0");
            house.pass(10 * SECOND);
            assertThat(house.leader("web").pid).isNotEqualTo(web);
            assertThat(house.leader("db").pid).isNotEqualTo(db);
            assertThat(house.status("web").state()).isEqualTo("ready");
        }
    }

    @Test
    void anEditThatCannotBeWrittenDownIsCarriedOutLater() {
        startWeb("");
        int pid = house.leader("web").pid;
        deny("/run/state/");
        house.put("web", "cmd=other\n");
        house.ask("{\"ask\":\"reload\"}");
        house.pass(10 * SECOND);
        assertThat(house.leader("web").pid).isEqualTo(pid);
        allow("/run/state/");
        house.pass(60 * SECOND);
        assertThat(house.leader("web").pid).isNotEqualTo(pid);
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    /** The disk is full once the stop is written: what the start needs has its place by then. */
    @Test
    void aRestartThatHasBegunFindsRoomForTheStart() {
        startWeb("");
        for (int round = 0; round < 40; round++) {
            int pid = house.leader("web").pid;
            house.kernel.disk().faults().denyCall("replace", Errno.ENOSPC);
            String answer = change("restart", "web", 0);
            house.pass(3 * SECOND);
            assertThat(house.status("web").state()).isEqualTo("ready");
            boolean restarted = house.leader("web").pid != pid;
            assertThat(restarted).as(answer).isEqualTo(answer.contains("\"code\":0"));
            house.kernel.disk().faults().allowCall("replace");
            house.pass(60 * SECOND);
        }
    }

    private void startWeb(String more) {
        house = new TestingHouse();
        house.put("db", "cmd=db\nready=none\n");
        house.put("web", "cmd=web\nready=none\n" + more);
        house.start();
        house.pass(3 * SECOND);
    }

    private String change(String verb, String names, int patience) {
        String line = "{\"ask\":\"" + verb + "\",\"names\":[\"" + names + "\"],\"patience\":" + patience + "}";
        var client = house.connect();
        client.room(1 << 20);
        client.send(line + "\n");
        house.pass(patience == 0 ? 0 : 3 * SECOND);
        return client.received();
    }

    @Test
    void tellsOnceThatTheHistoryIsNotWritten() {
        house.put("web", "cmd=web\nready=none\n");
        deny("/log/.journal/");
        house.start();
        house.pass(3 * SECOND);
        house.endService("web", new Exit.Code(1));
        house.pass(10 * SECOND);
        assertThat(house.told.stream().map(HistoryEvent::why).filter(why -> why.contains("/log/.journal/web")))
                .containsExactly("cannot openLog /log/.journal/web: no space left on device:"
                        + " events are not saved until that is corrected");
    }

    @Test
    void aProcessManagerRemembersLater() {
        house.startManager();
        house.pass(2 * SECOND);
        deny(TestingHouse.MEMORY);
        house.ask("{\"ask\":\"manage\",\"action\":\"stop\"}");
        assertThat(house.kernel.disk().text(TestingHouse.MEMORY)).contains("started");
        allow(TestingHouse.MEMORY);
        house.pass(10 * SECOND);
        assertThat(house.kernel.disk().text(TestingHouse.MEMORY)).contains("stop");
    }
}
