package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Root's keeper and root's command line, in directories that another user can change. */
class OwnDirectoriesTest {

    private static final String OTHER = "54713";
    private static final List<String> AS_OTHER =
            List.of("setpriv", "--reuid=" + OTHER, "--regid=" + OTHER, "--clear-groups");

    @RegisterExtension
    final Tend tend = new Tend();

    private void give(Path path) {
        sh("chown -R " + OTHER + ":" + OTHER + " " + path);
    }

    private void sh(String line) {
        var ran = tend.command(List.of("sh", "-c", line));
        assertThat(ran.code()).as(ran::toString).isZero();
    }

    /** A keeper that was killed leaves this behind; what runs afterwards is the next one's to stop. */
    private Path marker() {
        Path marker = tend.path("marker");
        tend.service("web", "cmd=sleep 1000", "pre-stop=+ touch " + marker).up();
        tend.awaitUp("web");
        tend.killKeeper();
        assertThat(tend.run().resolve("state/web")).exists();
        return marker;
    }

    private void assertRefused(String... says) {
        assertThat(tend.awaitEnd()).isEqualTo(77);
        assertThat(tend.errors()).contains(says).doesNotContain("\tat ");
    }

    @Test
    void refusesTheRunDirectoryOfAnotherUser() throws IOException {
        Path marker = marker();
        Files.delete(tend.services().resolve("web"));
        give(tend.run());

        tend.launch();

        assertRefused(
                tend.run() + ": it belongs to user " + OTHER,
                "chown root " + tend.run(),
                "or choose another --run-dir");
        assertThat(marker).doesNotExist();
    }

    @Test
    void refusesARunDirectoryBelowOneThatOthersMayWrite() {
        sh("mkdir " + tend.path("open") + " && chmod 777 " + tend.path("open"));
        tend.launch("--run-dir", tend.path("open/run").toString());
        assertRefused(tend.path("open") + ": everybody may write it");
        assertThat(tend.path("open/run")).doesNotExist();
    }

    @Test
    void refusesARunDirectoryBehindALinkOfAnotherUser() {
        sh("mkdir -m 1777 " + tend.path("open") + " && mkdir " + tend.path("target"));
        sh("ln -s " + tend.path("target") + " " + tend.path("open/link") + " && chown -h " + OTHER + " "
                + tend.path("open/link"));
        tend.launch("--run-dir", tend.path("open/link/run").toString());
        assertRefused(tend.path("open/link") + ": it is a symbolic link in a directory that others may write");
        assertThat(tend.path("target/run")).doesNotExist();
    }

    @Test
    void refusesTheLogDirectoryOfAnotherUser() {
        tend.service("web", "cmd=echo hello");
        sh("mkdir -p " + tend.logs());
        give(tend.logs());
        tend.launch();
        assertRefused(tend.logs() + ": it belongs to user " + OTHER, "or choose another --log-dir");
    }

    @Test
    void refusesWhatTheEnvironmentNamesForAFace() {
        sh("mkdir -p " + tend.run() + " " + tend.path("sv"));
        give(tend.run());
        for (var face : List.of("runsvdir", "runsv", "going")) {
            var words = face.equals("going")
                    ? List.of("-d", tend.path("sv").toString())
                    : List.of(tend.path("sv").toString());
            var command = new java.util.ArrayList<>(List.of(Tend.BINARY.toString(), "as", face));
            command.addAll(words);
            var ran = tend.command(command);
            assertThat(ran.code()).as(ran::toString).isEqualTo(77);
            assertThat(ran.err()).contains(tend.run() + ": it belongs to user " + OTHER);
        }
    }

    /** The directory may have belonged to another user before. */
    @Test
    void believesNoStateThatAnotherUserHasWritten() throws IOException {
        Path marker = marker();
        Files.delete(tend.services().resolve("web"));
        give(tend.run().resolve("state/web"));

        tend.up();

        assertThat(tend.status()).isEmpty();
        assertThat(tend.done("stop", "--all").code()).isZero();
        assertThat(marker).doesNotExist();
        assertThat(tend.run().resolve("state/web")).doesNotExist();
    }

    @Test
    void acceptsWhatRootHasMadeForEverybodyBelowIt() {
        sh("mkdir -m 1777 " + tend.path("tmp") + " && mkdir " + tend.path("tmp/run"));
        tend.launch("--run-dir", tend.path("tmp/run").toString());
        Tend.awaiting()
                .until(() ->
                        tend.verb("status", "--run-dir", tend.path("tmp/run").toString())
                                        .code()
                                == 0);
    }

    /** For example a volume of a container. */
    @Test
    void warnsAUserWhoseDirectoriesRootHasOpenedToAll() {
        tend.service("web", "cmd=sleep 1000");
        sh("mkdir -m 777 " + tend.run());
        give(tend.services());
        tend.under(AS_OTHER.toArray(String[]::new)).launch("--log-dir", tend.run() + "/log");

        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors()).contains("web: ready"));
        assertThat(tend.errors()).contains(tend.run() + ": everybody may write it", "chmod o-w " + tend.run());
    }

    // ---- the keeper that is asked

    @Test
    void tellsRootWhoseKeeperItAsks() {
        give(tend.root());
        tend.under(AS_OTHER.toArray(String[]::new)).up();

        var ran = tend.done("status");

        assertThat(ran.err()).contains("the keeper on " + tend.run() + " is that of user " + OTHER + ", not root's");
    }

    @Test
    void asksNoKeeperThatSomebodyElseHasPutThere() {
        give(tend.root());
        tend.under(AS_OTHER.toArray(String[]::new)).up();
        sh("chown root " + tend.run());

        var ran = tend.verb("stop", "--all");

        assertThat(ran.code()).as(ran::toString).isEqualTo(77);
        assertThat(ran.err()).contains("is that of user " + OTHER + ", who does not own this directory");
    }

    // ---- what root obeys

    @Test
    void readsNoServiceFileBelowAFolderOfAnotherUser() {
        tend.service("web", "cmd=sleep 1000");
        sh("mkdir -p " + tend.path("home") + " && mv " + tend.services() + " " + tend.path("home/services"));
        sh("mkdir " + tend.services());
        sh("chown " + OTHER + " " + tend.path("home"));
        var ran = tend.verb(
                "up",
                "-d",
                tend.path("home/services").toString(),
                "--log-dir",
                tend.logs().toString());
        assertThat(ran.code()).isEqualTo(78);
        assertThat(ran.err()).contains("refused: " + tend.path("home") + " belongs to user " + OTHER);
        assertThat(ran.err()).doesNotContain("web");
    }
}
