package dev.tend.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.cli.Main;
import dev.tend.command.FakeHost;
import dev.tend.pidfile.Kill;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillprocFaceTest {

    private static final long SECOND = 1_000_000;

    private final FakeHost host = new FakeHost();

    private int killproc(String line) {
        return new Main(host).run("killproc", List.of(line.split(" ", -1)));
    }

    @Test
    void endsByThePidfileOfTheProgramsName() {
        assertThat(killproc("/usr/sbin/web")).isZero();
        assertThat(host.pidfiles.orders).containsExactly("/var/run/web.pid", Kill.within(5 * SECOND));
    }

    @Test
    void waitsAsLongAsItIsTold() {
        assertThat(killproc("-p /run/x.pid -d 9 web")).isZero();
        assertThat(killproc("-d9 -p/run/x.pid -SIGTERM web")).isZero();
        assertThat(host.pidfiles.orders)
                .containsExactly("/run/x.pid", Kill.within(9 * SECOND), "/run/x.pid", Kill.within(9 * SECOND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-HUP web", "-1 web", "web HUP", "web -SIGHUP", "web 1", "-d 3 -HUP web"})
    void sendsJustTheSignalItIsTold(String line) {
        assertThat(killproc(line)).isZero();
        assertThat(host.pidfiles.orders).containsExactly("/var/run/web.pid", Kill.only(1));
    }

    @Test
    void sendsJustTermWithoutADelay() {
        assertThat(killproc("-TERM web")).isZero();
        assertThat(host.pidfiles.orders).contains(Kill.only(15));
    }

    @Test
    void looksForTheProgramWhereNoPidfileHelps() {
        host.pidfiles.stale = Optional.of("process 7 does not run");
        assertThat(killproc("web HUP")).isEqualTo(7);
        host.pidfiles.found = 1;
        assertThat(killproc("web HUP")).isZero();
        assertThat(host.pidfiles.orders).contains("web");
    }

    @Test
    void believesThePidfileItIsTold() {
        host.pidfiles.stale = Optional.of("process 7 does not run");
        host.pidfiles.found = 1;
        assertThat(killproc("-p /run/x.pid web HUP")).isEqualTo(7);
        assertThat(killproc("-p /run/x.pid web")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-p /run/x.pid", "-p", "-d x web", "-d -1 web", "-NOSIGNAL web", "web HUP TERM", "-d"})
    void refusesBadArguments(String line) {
        assertThat(killproc(line)).isEqualTo(2);
        assertThat(host.pidfiles.orders).isEmpty();
    }
}
