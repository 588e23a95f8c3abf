package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services with namespaces of their own. */
class IsolationTest {

    private static final int MOUNT_SETATTR = 442;
    private static final int UNSHARE = 272;

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void needsNamespaces() {
        var command = List.of("unshare", "--net", "--mount", "--pid", "--fork", "true");
        assumeTrue(Ran.command(command, Map.of()).code() == 0, "namespaces take root");
    }

    @Test
    void hasFoldersOfItsOwn() {
        tend.service(
                        "web",
                        "shell=touch /tmp/tend-mine /var/tmp/tend-mine && ls /tmp && exec sleep 1000",
                        "private=tmp")
                .up();
        tend.awaitLog("web", "tend-mine");
        int pid = tend.awaitUp("web").pid();

        assertThat(tend.logLines("web")).containsExactly("tend-mine");
        assertThat(Path.of("/tmp/tend-mine")).doesNotExist();
        assertThat(Path.of("/proc/" + pid + "/root/tmp/tend-mine")).exists();
    }

    @Test
    void hasANetworkOfItsOwnWhichItsProbeShares() {
        tend.service(
                        "web",
                        "shell=exec perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalAddr => \"127.0.0.1\","
                                + " LocalPort => 7, Listen => 5) or die; close $s->accept while 1'",
                        "private=net",
                        "ready=tcp:127.0.0.1:7")
                .up();
        tend.awaitState("web", "ready");
        int pid = tend.status("web").pid();

        assertThat(Proc.text(pid, "net/dev").lines().count()).isEqualTo(3);
        assertThat(Proc.link(pid, "ns/net"))
                .isNotEqualTo(Proc.link(tend.keeper().pid(), "ns/net"));
    }

    @Test
    void isAloneWithItsProcesses() {
        tend.service(
                        "web",
                        "shell=trap 'echo got it; exit 3' TERM; setsid sleep 4321 & echo $$; ls -d /proc/[0-9]*; while :; do wait; done",
                        "private=pid",
                        "stop-timeout=20s")
                .up();
        tend.awaitLog("web", "/proc/2");
        int pid = tend.awaitUp("web").pid();
        var lines = tend.logLines("web");

        assertThat(lines).startsWith("2").contains("/proc/1", "/proc/2").hasSizeLessThan(7);
        assertThat(Proc.status(pid, "NSpid")).matches("\\d+\\s+1");
        long inside = Proc.children(pid).getFirst();
        assertThat(Proc.children(inside)).isNotEmpty();
        long left = Proc.children(inside).getFirst();

        tend.done("stop", "web");

        assertThat(tend.logLines("web")).endsWith("got it");
        assertThat(tend.status("web").why()).contains("exited with code 3");
        tend.awaitGone(left);
    }

    @Test
    void isAdoptedWithItsProcesses() {
        tend.service("web", "cmd=sleep 1000", "private=pid,net,tmp").up();
        int pid = tend.awaitUp("web").pid();
        tend.killKeeper();
        tend.up();

        assertThat(tend.awaitUp("web").pid()).isEqualTo(pid);

        tend.done("stop", "web");
        tend.awaitGone(pid);
    }

    @Test
    void isFoundWhereItsStateIsLost() {
        tend.service("web", "cmd=sleep 1000", "private=pid").up();
        int pid = tend.awaitUp("web").pid();
        tend.killKeeper();
        tend.file("run/state/web", "damaged");
        tend.up();

        assertThat(tend.awaitUp("web").pid()).isEqualTo(pid);
    }

    @Test
    void saysThatItIsReadyFromItsNamespaces() {
        tend.service(
                        "web",
                        "shell=perl -MSocket -e 'socket(S, PF_UNIX, SOCK_DGRAM, 0); send(S, \"READY=1\", 0,"
                                + " sockaddr_un($ENV{NOTIFY_SOCKET})) or die $!; sleep 1000'",
                        "private=pid,net,tmp",
                        "ready=notify")
                .up();

        tend.awaitState("web", "ready");
    }

    /** The second time as on a kernel before 5.12. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changesNothingThatIsReadOnly(boolean old) {
        if (old) {
            tend.under(refusing(MOUNT_SETATTR));
        }
        tend.file("data/here", "")
                .service(
                        "web",
                        "shell=for i in " + tend.path("data")
                                + " /etc; do touch $i/new; done; cat /etc/shadow; echo finished;" + " exec sleep 1000",
                        "read-only=/etc " + tend.path("data") + " -/nonexistent",
                        "hidden=/etc/shadow")
                .up();
        tend.awaitLog("web", "finished");

        assertThat(tend.logLines("web")).hasSize(3).last().isEqualTo("finished");
        assertThat(tend.log("web")).contains("Read-only file system");
        assertThat(tend.path("data/new")).doesNotExist();
    }

    @Test
    void changesNothingAtAll() {
        tend.service(
                        "web",
                        "shell=touch /new; touch /tmp/new && echo written; exec sleep 1000",
                        "read-only=/",
                        "private=tmp")
                .up();
        tend.awaitLog("web", "written");

        assertThat(tend.log("web")).contains("Read-only file system");
    }

    @Test
    void cannotBeHiddenFromByALinkOfAnotherUser() {
        tend.file("open/in/file", "");
        Ran.command(List.of("chown", "nobody", tend.path("open").toString()), Map.of());
        Ran.command(List.of("ln", "-s", "/etc", tend.path("open/link").toString()), Map.of());
        tend.service("web", "cmd=sleep 1000", "hidden=" + tend.path("open/link"), "restart=never")
                .up();
        var failed = tend.awaitState("web", "failed");

        assertThat(failed.why()).contains("cannot hide").contains("open/link");
    }

    @Test
    void isRefusedOrIgnoredWhereTheSystemPermitsNone() {
        tend.service("strict", "cmd=sleep 1000", "private=net", "restart=never")
                .service("loose", "cmd=sleep 1000", "private=net,pid", "on-missing=ignore")
                .under(refusing(UNSHARE))
                .up();

        assertThat(tend.awaitState("strict", "failed").why()).contains("CAP_SYS_ADMIN");
        tend.awaitState("loose", "ready");
    }

    @Test
    void isIsolatedForAnOrdinaryUser() {
        var user = List.of("setpriv", "--reuid=54714", "--regid=54714", "--clear-groups");
        var possible = new ArrayList<>(user);
        possible.addAll(List.of("unshare", "--user", "--net", "--mount", "--pid", "--fork", "true"));
        assumeTrue(Ran.command(possible, Map.of()).code() == 0, "no user namespaces");
        tend.file("data/here", "")
                .file("secret/here", "")
                .service(
                        "web",
                        "shell=id -u; ls " + tend.path("secret") + "; ls -d /proc/[0-9]*; touch /var/tmp/tend-mine "
                                + tend.path("data/new") + "; setsid sleep 4321 & echo finished; exec sleep 1000",
                        "private=/var/tmp,net,pid",
                        "read-only=" + tend.path("data"),
                        "hidden=" + tend.path("secret"));
        tend.command(List.of("chown", "-R", "54714:54714", tend.root().toString()));
        tend.under(user.toArray(new String[0])).up();
        tend.awaitLog("web", "finished");
        int pid = tend.awaitUp("web").pid();

        assertThat(tend.logLines("web"))
                .startsWith("54714")
                .contains("/proc/1", "/proc/2")
                .doesNotContain("here");
        assertThat(tend.log("web")).contains("Read-only file system");
        assertThat(Path.of("/var/tmp/tend-mine")).doesNotExist();
        assertThat(tend.path("data/new")).doesNotExist();
        assertThat(Proc.text(pid, "net/dev").lines().count()).isEqualTo(3);
        assertThat(Proc.status(pid, "Uid")).startsWith("54714");

        tend.killKeeper();
        tend.up();
        assertThat(tend.awaitUp("web").pid()).isEqualTo(pid);

        long inside = Proc.children(pid).getFirst();
        tend.done("stop", "web");
        tend.awaitGone(pid);
        tend.awaitGone(inside);
    }

    /** Process 1 ends with the main process, and takes the others with it, whatever the mode says. */
    @Test
    void leavesNobodyBehindWithEitherKillMode() {
        tend.service(
                        "web",
                        "shell=setsid sleep 4321 & echo started; exec sleep 1000",
                        "private=pid",
                        "kill-mode=process")
                .up();
        tend.awaitLog("web", "started");
        int pid = tend.awaitUp("web").pid();
        long inside = Proc.children(pid).getFirst();
        Tend.awaiting().until(() -> !Proc.children(inside).isEmpty());
        long left = Proc.children(inside).getFirst();

        tend.done("stop", "web");

        assertThat(tend.status("web").why()).contains("stop");
        tend.awaitGone(left);
        tend.awaitGone(pid);
    }

    private static String[] refusing(int call) {
        return Arrays.asList("perl", Tend.resource("system/refusing.pl").toString(), "1", String.valueOf(call))
                .toArray(new String[0]);
    }
}
