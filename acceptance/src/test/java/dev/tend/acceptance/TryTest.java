package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One service alone in a sandbox. */
class TryTest {

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void needsNamespaces() {
        var command = List.of("unshare", "--net", "--mount", "--pid", "--fork", "true");
        assumeTrue(Ran.command(command, Map.of()).code() == 0, "namespaces take root");
    }

    private Ran tried(List<String> before, String... arguments) {
        var command = new ArrayList<>(before);
        command.addAll(
                List.of(Tend.BINARY.toString(), "try", "-d", tend.services().toString()));
        command.addAll(List.of(arguments));
        return tend.command(command);
    }

    @Test
    void becomesReadyAndLeavesNothingBehind() {
        tend.service(
                "web",
                "shell=echo here; touch /run/web.pid /etc/tend-web; exec perl -MIO::Socket::INET -e '$s ="
                        + " IO::Socket::INET->new(LocalAddr => \"127.0.0.1\", LocalPort => 7, Listen => 5) or die;"
                        + " close $s->accept while 1'",
                "requires=db",
                "ready=tcp:127.0.0.1:7");

        var ran = tried(List.of(), "web");

        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.all())
                .contains(
                        "web | here",
                        "/etc/tend-web': Read-only file system",
                        "web: ready after ",
                        "wrote /run/web.pid");
        assertThat(Path.of("/etc/tend-web")).doesNotExist();
        assertThat(Path.of("/run/web.pid")).doesNotExist();
        assertThat(Path.of("/tmp/tend-try")).doesNotExist();
    }

    @Test
    void isTriedByAnOrdinaryUser() {
        var possible = new ArrayList<>(AS_NOBODY);
        possible.addAll(List.of("unshare", "--user", "--net", "--mount", "--pid", "--fork", "true"));
        assumeTrue(Ran.command(possible, Map.of()).code() == 0, "no user namespaces");
        tend.service("web", "shell=id -u; ls -d /proc/[0-9]* | wc -l; sleep 1000", "private=pid,tmp");

        var ran = tried(AS_NOBODY, "web");

        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.all()).contains("web | 65534");
    }

    @Test
    void saysHowItHasFailed() {
        tend.service("web", "shell=echo oh no; exit 3");

        var ran = tried(List.of(), "web");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.all()).contains("web | oh no", "web: not ready: ", "exited with code 3");
    }

    @Test
    void isStoppedInTime() {
        tend.service("web", "cmd=sleep 1000", "ready=notify");

        var ran = tried(List.of(), "web", "--timeout", "100ms");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.all()).contains("web: not ready: it took too long: see --timeout");
    }

    @Test
    void makesTheDirectoriesOfTheService() {
        tend.service(
                "web",
                "shell=touch $RUNTIME_DIRECTORY/a $STATE_DIRECTORY/b /srv/tend-try/c && ls /run/tend-try /var/lib/tend-try /srv/tend-try;"
                        + " exec sleep 1000",
                "user=nobody",
                "directories=runtime:tend-try, state:tend-try /srv/tend-try");

        var ran = tried(List.of(), "web");

        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.all()).contains("web | a", "web | b", "web | c");
        assertThat(Path.of("/var/lib/tend-try")).doesNotExist();
        assertThat(Path.of("/srv/tend-try")).doesNotExist();
    }

    @Test
    void aServiceThatEndsIsNotReadyAndATaskIsDone() {
        tend.service("web", "cmd=true", "ready=notify");
        tend.service("once", "cmd=true", "type=task");

        assertThat(tried(List.of(), "web").code()).isEqualTo(1);
        assertThat(tried(List.of(), "once").all()).contains("once: done after ");
        assertThat(tried(List.of()).err()).contains("which service? tend try NAME");
    }

    @Test
    void endsWhenItIsInterruptedOrKilled() {
        tend.service("web", "cmd=sleep 1000", "ready=notify");
        for (String signal : List.of("INT", "KILL")) {
            var process = tend.start(
                    "try-" + signal,
                    List.of(Tend.BINARY.toString(), "try", "-d", tend.services().toString(), "web"));
            Tend.awaiting().until(() -> Proc.children(process.pid()).stream()
                    .anyMatch(keeper -> !Proc.children(keeper).isEmpty()));
            long keeper = Proc.children(process.pid()).getFirst();
            long service = Proc.children(keeper).getFirst();

            Proc.signal(process.pid(), signal);

            tend.awaitGone(keeper);
            tend.awaitGone(service);
        }
    }
}
