package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mark in the environment of another user's process does not make it a process of a service. */
class ForgedMarkTest {

    private static final String MARKED = "TEND_EXEC_PID=$$ exec sleep 3000";

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void requireRoot() {
        assumeTrue(System.getProperty("user.name").equals("root"), "takes root, to be somebody else");
    }

    /** Starts a process with the mark of an instance. Returns its pid as soon as it is what it is to be. */
    private int marked(String instance, String script, String... prefix) {
        var command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of("env", "TEND_INSTANCE=" + instance + ":" + tend.run(), "sh", "-c", script));
        int pid = (int) tend.start("forger", command).pid();
        Tend.awaiting()
                .until(() -> Proc.command(pid).contains("sleep")
                        || !Proc.children(pid).isEmpty());
        return pid;
    }

    private int serve() {
        tend.service("web", "cmd=sleep 1000").up();
        return tend.awaitUp("web").pid();
    }

    private void endBoth(int web) throws IOException {
        tend.killKeeper();
        Proc.signal(web, "KILL");
        tend.awaitGone(web);
        Files.deleteIfExists(tend.run().resolve("state/web"));
    }

    private void isItsOwn(int web, int forged) {
        int now = tend.awaitUp("web").pid();
        assertThat(now).isNotIn(web, forged);
        assertThat(Proc.command(now)).containsExactly("sleep", "1000");
        assertThat(Proc.alive(forged)).isTrue();
    }

    @Test
    void ofAnotherUserIsNotBelieved() throws IOException {
        int forged = marked("web", MARKED, "setpriv", "--reuid=nobody", "--clear-groups", "setsid");
        int web = serve();
        endBoth(web);

        tend.up();

        isItsOwn(web, forged);
    }

    @Test
    void ofAnotherPidNamespaceIsNotBelieved() throws IOException {
        Namespace.assumePossible();
        int forged = marked("web", "TEND_EXEC_PID=1 exec sleep 3000", "unshare", "--pid", "--fork", "--kill-child");
        int web = serve();
        endBoth(web);

        tend.up();

        isItsOwn(web, forged);
    }

    /** Its leader has nothing to do with the service, so the session has not. */
    @Test
    void doesNotEndTheSessionOfAnother() throws IOException {
        int forged = marked(
                "x",
                "setpriv --reuid=nobody --clear-groups env TEND_INSTANCE=web:" + tend.run()
                        + " TEND_HELPER_PID=$$ sleep 3000 & wait",
                "setsid");
        tend.service("web", "cmd=sleep 1000", "user=nobody", "log=null").up();
        int web = tend.awaitUp("web").pid();
        endBoth(web);

        tend.up();

        isItsOwn(web, forged);
    }

    @Test
    void doesNotHoldUpADeployment() throws IOException {
        marked(
                "db/pre-start",
                "TEND_HELPER_PID=$$ exec sleep 3000",
                "setpriv",
                "--reuid=nobody",
                "--clear-groups",
                "setsid");
        var jobs = new Jobs(tend);
        jobs.job("db");
        jobs.script("db", "pre-start", "true");
        jobs.up();

        tend.awaitState("db", "ready");
        assertThat(jobs.order()).contains("pre-start-end db");
    }
}
