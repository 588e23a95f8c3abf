package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard streams that are closed: no file that the program opens takes the place of one. */
class StandardStreamsTest {

    private static final String SERVICE_DIR = "SERVICES";

    /** Each runs without a keeper; what executes something else shows the descriptors that it hands down. */
    static final List<String> COMMANDS = List.of(
            "tend help",
            "tend version",
            "tend status",
            "tend why web",
            "tend graph",
            "tend logs web",
            "tend events",
            "tend start web",
            "tend stop web",
            "tend drain web",
            "tend restart web",
            "tend kill web",
            "tend signal HUP web",
            "tend plan",
            "tend reload",
            "tend deploy",
            "tend shutdown",
            "tend check SERVICES",
            "tend explain SERVICES/web",
            "tend doctor",
            "tend probe file:/etc/passwd",
            "tend probe exec:true",
            "tend pidfile show no-such.pid",
            "tend pidfile start pid/web.pid -- true",
            "tend import --from systemd SERVICES/web",
            "tend export --to systemd SERVICES/web",
            "tend run -- ls /proc/self/fd",
            "tend as chpst ls /proc/self/fd",
            "tend as envdir SERVICES ls /proc/self/fd",
            "tend as setlock lock ls /proc/self/fd",
            "tend as pgrphack ls /proc/self/fd",
            "tend as softlimit ls /proc/self/fd",
            "tend as setuidgid root ls /proc/self/fd",
            "tend as envuidgid root ls /proc/self/fd",
            "tend as sv status SERVICES/web",
            "tend as sipid no-such.pid 1",
            "tend as killproc no-such.pid",
            "tend as going no-such-folder",
            "tend as runsv no-such-folder",
            "tend as process-manager");

    @RegisterExtension
    final Tend tend = new Tend();

    private Ran shell(String command, String redirections) {
        String line = "cd " + tend.root() + "; "
                + command.replace(SERVICE_DIR, tend.services().toString()).replaceFirst("^tend", Tend.BINARY.toString())
                + " " + redirections;
        return tend.command(List.of("sh", "-c", line));
    }

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void behavesAsIfTheNullDeviceWereThere(String command) {
        tend.service("web", "cmd=sleep 1000");
        for (String stream : List.of("0<", "1>", "2>")) {
            var open = shell(command, stream + "/dev/null");
            var closed = shell(command, stream + "&-");

            assertThat(closed.code()).as(closed::toString).isEqualTo(open.code());
            assertThat(closed.out()).as(closed::toString).isEqualTo(open.out());
            assertThat(closed.err()).as(closed::toString).isEqualTo(open.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"})
    void aKeeperWritesNothingIntoItsOwnFiles(String closed) {
        tend.service("loud", "shell=echo hello; echo hello >&2; exec sleep 1000", "log=console");
        tend.service("near", "shell=echo hello; echo hello >&2; exec sleep 1000", "log=inherit");
        tend.under("sh", "-c", "exec \"$@\" " + closed, "sh").up();
        int near = tend.awaitState("near", "ready").pid();
        int loud = tend.awaitState("loud", "ready").pid();

        for (String word : closed.split(" ", -1)) {
            String stream = "fd/" + word.charAt(0);
            assertThat(Proc.link(tend.keeper().pid(), stream)).as(stream).isEqualTo("/dev/null");
        }
        assertThat(Proc.descriptors(near)).contains(0, 1, 2);
        assertThat(Proc.descriptors(loud)).contains(0, 1, 2);
        assertThat(Tend.text(tend.run().resolve("lock"))).doesNotContain("hello");
        tend.done("shutdown");
        assertThat(tend.awaitEnd()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0<&-", "1>&-", "2>&-"})
    void aFaceThatKeepsServicesWritesNothingIntoItsOwnFiles(String closed) {
        tend.file("sv/web/run", "#!/bin/sh\necho hello; echo hello >&2; exec sleep 1000\n");
        tend.path("sv/web/run").toFile().setExecutable(true);
        var command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" " + closed, "sh"));
        command.addAll(List.of(
                Tend.BINARY.toString(), "as", "runsvdir", tend.path("sv").toString()));
        var face = tend.start("face", command);
        Tend.awaiting().until(() -> !services(face.pid()).isEmpty());

        assertThat(Proc.link(face.pid(), "fd/" + closed.charAt(0))).isEqualTo("/dev/null");
        assertThat(Proc.descriptors(services(face.pid()).getFirst())).contains(0, 1, 2);
        face.destroy();
    }

    private static List<Long> services(long keeper) {
        return Proc.children(keeper).stream()
                .filter(pid -> Stream.of("sleep").anyMatch(Proc.command(pid)::contains))
                .toList();
    }

    /** Without a device to open, a read shows the end of the input, and a write fails. */
    @Test
    void doesWithoutTheNullDevice() {
        Namespace.assumePossible();
        var ran = tend.command(List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs none /dev && exec " + Tend.BINARY + " run -- ls /proc/self/fd <&- 2>&-"));

        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.out().lines()).contains("0", "1", "2");
    }
}
