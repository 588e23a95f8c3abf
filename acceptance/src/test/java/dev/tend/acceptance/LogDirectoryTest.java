package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A log directory has one keeper, so that the lines of two services with the same name are not mixed. */
class LogDirectoryTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private List<String> other() {
        return List.of(
                Tend.BINARY.toString(),
                "up",
                "-d",
                tend.services().toString(),
                "--run-dir",
                tend.path("other").toString(),
                "--log-dir",
                tend.logs().toString());
    }

    @Test
    void isRefusedToASecondKeeper() {
        tend.service("web", "shell=echo $PPID; exec sleep 1000").up();
        tend.awaitLog("web", "\n");
        String log = tend.log("web");

        var second = tend.command(other());

        assertThat(second.code()).as(second::toString).isEqualTo(1);
        assertThat(second.err())
                .isEqualTo("tend: " + tend.logs() + ": another keeper, pid "
                        + tend.keeper().pid() + ", keeps its logs here: stop it, or choose another --log-dir\n");
        assertThat(tend.log("web")).isEqualTo(log);
    }

    @Test
    void isRefusedAfterItsLockWasRemoved() throws IOException {
        tend.service("web", "shell=echo $PPID; exec sleep 1000").up();
        tend.awaitLog("web", "\n");
        Path lock = tend.logs().resolve(".lock");

        Files.delete(lock);

        assertRefused(); // perhaps the keeper has not noticed yet
        Tend.awaiting().untilAsserted(() -> assertThat(lock).exists());
        assertRefused();
    }

    @Test
    void isRefusedAfterItWasRenamed() throws IOException {
        tend.service("web", "shell=echo $PPID; exec sleep 1000").up();
        tend.awaitLog("web", "\n");

        Files.move(tend.logs(), tend.path("elsewhere"));
        Tend.awaiting()
                .untilAsserted(() -> assertThat(tend.logs().resolve(".lock")).exists());

        assertRefused();
    }

    /** Without a watch there is only the second proof. */
    @Test
    void isRefusedWhereNobodyLooksAfterItsLock() throws IOException {
        tend.service("web", "shell=echo $PPID; exec sleep 1000").up("--no-watch");
        tend.awaitLog("web", "\n");

        Files.delete(tend.logs().resolve(".lock"));

        assertRefused();
    }

    private void assertRefused() {
        var second = tend.command(other());
        assertThat(second.code()).as(second::toString).isEqualTo(1);
        assertThat(second.err())
                .contains("another keeper, pid " + tend.keeper().pid() + ", keeps its logs here: stop it");
    }

    @Test
    void isFreeAfterTheDeathOfItsKeeper() {
        tend.service("web", "shell=echo $PPID; exec sleep 1000").up();
        tend.awaitLog("web", "\n");
        tend.killKeeper();

        var second = tend.start("second", other());

        Tend.awaiting().untilAsserted(() -> assertThat(tend.log("web")).contains(second.pid() + "\n"));
    }
}
