package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Mailbox.Letter;
import dev.tend.lifecycle.Exit;
import dev.tend.wire.Reply.Told;
import org.junit.jupiter.api.Test;

/** Files that cannot be written for a while: pid files, states, and the memory of a process manager. */
class UnwritableTest {

    private static final long SECOND = 1_000_000;
    private static final String PIDFILE = "/pids/web.pid";

    private final TestingHouse house = new TestingHouse();

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
        return house.told.stream().map(Told::event).filter("trouble"::equals).count();
    }

    private void start(String more) {
        house.put("web", "cmd=web\npidfile=" + PIDFILE + "\n" + more);
        house.kernel.makeFolder("/pids", 0755);
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
        house.kernel.mailboxes().leave("/run/notify/web", new Letter(web.pid, web.session, true, "READY=1"));
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
