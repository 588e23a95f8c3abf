package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services that other programs start in the background, as daemons in sessions of their own. */
class LaunchTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private List<Long> daemons() {
        return tend.logLines("db").stream().map(Long::valueOf).toList();
    }

    private List<Long> living() {
        return daemons().stream().filter(Proc::alive).toList();
    }

    /** It never writes its pid, so each launch is a failure. */
    @Test
    void noMoreThanOneDaemonIsThereHoweverOftenItsLaunchFails() {
        tend.service(
                        "db",
                        "launch=setsid sh -c 'echo $$; exec sleep 1000' &",
                        "launch.timeout=50ms",
                        "pidfile=" + tend.path("db.pid"),
                        "backoff=1ms..1ms")
                .up();
        Tend.awaiting().until(() -> {
            assertThat(living().size()).isLessThan(2);
            return daemons().size() >= 4;
        });

        tend.done("stop", "db");

        assertThat(tend.status("db").state()).isEqualTo("down");
        assertThat(living()).isEmpty();
    }

    /** PostgreSQL's file has the pid in its first of eight lines. */
    @Test
    void followsAProcessWhosePidIsTheFirstLineOfItsFile() {
        var pidfile = tend.path("db.pid");
        tend.service(
                        "db",
                        "launch=setsid sh -c 'printf \"%s\\n/var/lib/postgresql/16/main\\n1700000000\\n5432\\n\" $$ >"
                                + pidfile + "; exec sleep 1000' &",
                        "pidfile=" + pidfile)
                .up();

        var db = tend.awaitUp("db");

        assertThat(Tend.text(pidfile)).startsWith(db.pid() + "\n/var/lib");
        tend.done("stop", "db");
        assertThat(Proc.alive(db.pid())).isFalse();
    }
}
