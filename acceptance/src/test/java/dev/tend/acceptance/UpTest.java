package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The behavior of {@code tend up} for a user at a terminal, for readers of its output, and for its clients. */
@Tag("quick")
class UpTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private void upOnATerminal(String options) {
        tend.service("web", "shell=echo hello from web; exec sleep 1000");
        String line = Tend.BINARY + " up -d " + tend.services() + " --run-dir " + tend.run() + " --log-dir "
                + tend.logs() + " " + options;
        tend.start("terminal", List.of("script", "-qec", line, "/dev/null"));
        tend.awaitLog("web", "hello from web\n");
    }

    private String terminal() {
        return Tend.text(tend.path("terminal.out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-d", "--runit", "--bosh-job"})
    void doesNotStartWithoutWhatWasNamed(String option) {
        var ran = tend.verb(
                "up", option, "/no/such/place", "--log-dir", tend.logs().toString());
        assertThat(ran.code()).isEqualTo(72);
        assertThat(ran.err()).startsWith("tend: /no/such/place: no such f").endsWith(", or name another\n");
    }

    @Test
    void makesNothingWhereItRefusesToStart() {
        assertThat(tend.verb("up", "/no/such/place", "--log-dir", tend.logs().toString())
                        .code())
                .isEqualTo(72);
        assertThat(tend.run()).doesNotExist();
        assertThat(tend.logs()).doesNotExist();
    }

    @Test
    void refusesALogDirectoryThatCannotBeMade() {
        tend.service("web", "cmd=sleep 1000");
        var ran = tend.verb("up", tend.services().toString(), "--log-dir", "/proc/foo");
        assertThat(ran.code()).isEqualTo(73);
        assertThat(ran.err()).isEqualTo("tend: cannot make the folder /proc/foo: no such file or directory\n");
    }

    @Test
    void endsWhereNothingThatItWasGivenCanBeUsed() throws IOException {
        tend.service("web", "cmd=sleep 1000");
        Files.setPosixFilePermissions(tend.services(), PosixFilePermissions.fromString("rwxrwxrwx"));
        var ran = tend.verb(
                "up", tend.services().toString(), "--log-dir", tend.logs().toString());
        assertThat(ran.code()).isEqualTo(78);
        assertThat(ran.err())
                .contains("others than root may write it: chmod go-w", "nothing of what it was given can be used")
                .doesNotContain("stay as they are");
        tend.file("Procfile", "web sleep 1000\n");
        assertThat(tend.verb(
                                "up",
                                "--procfile",
                                tend.path("Procfile").toString(),
                                "--log-dir",
                                tend.logs().toString())
                        .code())
                .isEqualTo(78);
    }

    @Test
    void saysThatThereIsNoService() {
        tend.file("services/web.service", "[Service]\nExecStart=/bin/web\n");
        tend.up();
        Tend.awaiting()
                .until(
                        () -> tend.errors()
                                .contains(
                                        "no service in " + tend.services()
                                                + " yet: web.service is none: the name of a service has letters, digits, - and _, and no \".\""));
        tend.service("web", "cmd=sleep 1000");
        tend.awaitUp("web");
    }

    @Test
    void takesOverWhatRunsWhereItsFolderIsGone() throws IOException {
        tend.service("web", "cmd=sleep 1000").up();
        int pid = tend.awaitUp("web").pid();
        tend.killKeeper();
        Files.move(tend.services(), tend.path("elsewhere"));
        tend.up();
        assertThat(tend.awaitUp("web").pid()).isEqualTo(pid);
    }

    /** An upgrade of a keeper whose predecessor accepted other names. */
    @Test
    void keepsWhatRunsUnderANameThatIsNoServicesAnyMore() throws IOException {
        tend.service("web.conf", "cmd=sleep 1000");
        var going = tend.start(
                "going",
                List.of(
                        Tend.BINARY.toString(),
                        "as",
                        "going",
                        "-d",
                        tend.services().toString()));
        Tend.awaiting().until(() -> tend.verb("status", "web.conf").code() == 0);
        int pid = tend.status("web.conf").pid();
        going.destroyForcibly();
        Tend.awaiting().until(() -> !going.isAlive());

        tend.service("other.conf", "cmd=sleep 1000").up();
        assertThat(tend.awaitUp("web.conf").pid()).isEqualTo(pid);
        assertThat(tend.done("status", "--json", "web.conf").out())
                .contains("a new file of this name would be no service");
        assertThat(tend.status()).extracting(Status::name).containsExactly("web.conf");
    }

    @Test
    void showsOutputOnATerminalBesideTheLog() {
        upOnATerminal("");

        Tend.awaiting().untilAsserted(() -> assertThat(terminal().lines())
                .anyMatch(line -> line.contains("web") && line.contains("hello from web")));
        assertThat(terminal()).contains("\u001b[");
    }

    @Test
    void showsNoneOnATerminalIfAskedNotTo() {
        upOnATerminal("--no-console");

        Tend.awaiting()
                .untilAsserted(() -> assertThat(tend.status("web").state()).isEqualTo("ready"));
        assertThat(terminal()).doesNotContain("hello from web");
    }

    @Test
    void showsNoneWhereThereIsNoTerminalUnlessAskedTo() {
        tend.service("web", "shell=echo hello from web; exec sleep 1000").up();
        tend.awaitLog("web", "hello from web\n");
        tend.done("shutdown");
        assertThat(tend.output()).doesNotContain("hello from web");

        tend.up("--console");
        Tend.awaiting().untilAsserted(() -> assertThat(tend.output()).contains("hello from web"));
    }

    /** Runs a request as another user, as a member of a group, from a place where that user can execute the program. */
    private Ran asksAs(String group) throws IOException {
        Path program = tend.path("tend");
        if (!Files.exists(program)) {
            Files.copy(Tend.BINARY, program);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return tend.command(List.of(
                "setpriv", "--reuid=nobody", "--regid=" + group, "--clear-groups", program.toString(), "status"));
    }

    @Test
    void letsAGroupControlIt() throws IOException {
        Namespace.assumePossible(); // takes root as well
        tend.service("web", "cmd=sleep 1000").up("--control-group", "daemon");

        assertThat(asksAs("daemon").code()).isZero();
        var refused = asksAs("nogroup");
        assertThat(refused.code()).isEqualTo(77);
        assertThat(refused.err()).contains("--control-group");
        assertThat(Files.getPosixFilePermissions(tend.run().resolve("control")))
                .isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
    }

    @Test
    void letsNobodyElseControlItUnlessToldTo() throws IOException {
        Namespace.assumePossible();
        tend.up();

        assertThat(asksAs("daemon").code()).isEqualTo(77);
    }

    @Test
    void refusesAGroupThatDoesNotExist() {
        tend.launch("--control-group", "no-such-group");

        assertThat(tend.awaitEnd()).isNotZero();
        assertThat(tend.errors()).contains("no-such-group");
    }

    @Test
    void tellsSyslogWhatHappens() {
        Namespace.assumePossible();
        String socket = tend.path("log.socket").toString();
        tend.start("syslog", List.of("perl", Tend.resource("going/syslog.pl").toString(), socket));
        Tend.awaiting().until(() -> Files.exists(tend.path("log.socket")));
        tend.service("web", "cmd=sh -c 'exit 7'", "restart=never");

        tend.under("unshare", "--mount", "sh", Tend.resource("going/dev.sh").toString(), socket)
                .up("--syslog");

        Tend.awaiting().untilAsserted(() -> assertThat(Tend.text(tend.path("syslog.out")))
                .containsPattern("<29>.*tend.*: web: .*exited with code 7"));
        assertThat(tend.errors()).contains("exited with code 7");
    }
}
