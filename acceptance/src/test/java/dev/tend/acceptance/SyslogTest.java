package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Output that goes to a real log daemon, over {@code /dev/log}. */
class SyslogTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private final Rsyslog rsyslog = new Rsyslog(tend);

    /** The keeper's {@code /dev} is a directory of the test. */
    @BeforeEach
    void prepare() throws IOException {
        Namespace.assumePossible();
        Rsyslog.assumeHere();
        Files.createDirectories(tend.path("dev"));
        tend.under(
                "unshare",
                "--mount",
                "sh",
                Tend.resource("namespace/dev.sh").toString(),
                tend.path("dev").toString());
    }

    private void startDaemon() {
        rsyslog.start(
                "module(load=\"imuxsock\" SysSock.Use=\"off\")",
                "input(type=\"imuxsock\" Socket=\"" + tend.path("dev/log") + "\")");
        Tend.awaiting().until(() -> Files.exists(tend.path("dev/log")));
    }

    @Test
    void eachLineIsAMessageOfItsService() {
        startDaemon();
        tend.service("web", "shell=echo $$; printf 'one\\n\\ntwo\\n'; exec sleep 1000", "log=syslog")
                .service("db", "shell=echo up; exec sleep 1000", "log=syslog:local3.warning:store")
                .up();
        Tend.awaiting()
                .until(() -> rsyslog.texts("web").size() == 3
                        && rsyslog.texts("store").size() == 1);

        int pid = tend.awaitUp("web").pid();
        assertThat(rsyslog.texts("web")).containsExactly(String.valueOf(pid), "one", "two");
        assertThat(rsyslog.messages())
                .containsPattern("daemon.info\\|20[^|]*\\|web\\|" + pid + "\\| one\n")
                .contains("local3.warning|", "|store|" + tend.status("db").pid() + "| up");
        assertThat(Files.exists(tend.logs().resolve("web/current"))).isFalse();
    }

    @Test
    void linesWaitForADaemonThatIsAwayAndForTheNextKeeper() {
        tend.service("web", "shell=echo early; echo late; exec sleep 1000", "log=syslog")
                .up();
        Tend.awaiting().until(() -> tend.journal().contains("log-paused"));
        assertThat(tend.journal()).contains("cannot write to /dev/log: ", ": output waits in the pipe");
        int pid = tend.awaitUp("web").pid();

        tend.killKeeper();
        startDaemon();
        tend.up();

        Tend.awaiting().until(() -> rsyslog.texts("web").size() == 2);
        assertThat(rsyslog.texts("web")).containsExactly("early", "late");
        assertThat(rsyslog.messages()).contains("|web|" + pid + "| early");
    }
}
