package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A run directory has one keeper, even if files in it are removed. */
class RunDirectoryTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private int pid;

    @BeforeEach
    void start() {
        tend.service("web", "cmd=sleep 1000").up();
        pid = tend.awaitUp("web").pid();
    }

    private Ran second() {
        return tend.verb(
                "up", "-d", tend.services().toString(), "--run-dir", tend.run().toString());
    }

    private void assertRefused(Ran second) {
        assertThat(second.code()).as(second::toString).isEqualTo(1);
        assertThat(second.err())
                .isEqualTo("tend: " + tend.run() + ": another keeper, pid "
                        + tend.keeper().pid()
                        + ", runs here: stop it, or choose another run directory (--run-dir, TEND_RUN_DIR)\n");
    }

    /** The socket is the second proof; a keeper that is stopped neither answers nor creates its lock again. */
    @Test
    void isRefusedToASecondKeeperAlthoughTheLockWasRemoved() throws IOException {
        Proc.signal(tend.keeper().pid(), "STOP");
        Files.delete(tend.run().resolve("lock"));

        var second = second();
        Proc.signal(tend.keeper().pid(), "CONT");

        assertRefused(second);
        assertThat(tend.status("web").pid()).isEqualTo(pid);
    }

    @Test
    void isRefusedToASecondKeeperAlthoughTheSocketWasRemoved() throws IOException {
        Proc.signal(tend.keeper().pid(), "STOP");
        Files.delete(tend.run().resolve("control"));

        var second = second();
        Proc.signal(tend.keeper().pid(), "CONT");

        assertRefused(second);
    }

    @Test
    void getsBackWhatSomebodyRemovesFromIt() throws IOException {
        Files.delete(tend.run().resolve("lock"));
        Files.delete(tend.run().resolve("control"));

        Tend.awaiting().until(() -> tend.verb("status").code() == 0);
        Tend.awaiting().until(() -> Files.exists(tend.run().resolve("lock")));

        assertRefused(second());
        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(tend.errors())
                .contains("lock was removed: it is made anew")
                .contains("control was removed: it is made anew");
        tend.done("shutdown");
        tend.awaitEnd();
        assertThat(tend.run().resolve("control")).doesNotExist();
    }

    /** While it could not look, another one came. It ends, and its services go on with the other. */
    @Test
    void isLeftByAKeeperThatHasLostIt() throws IOException {
        var first = tend.keeper();
        Proc.signal(first.pid(), "STOP");
        Files.delete(tend.run().resolve("lock"));
        Files.delete(tend.run().resolve("control"));
        tend.up();
        var second = tend.keeper();

        Proc.signal(first.pid(), "CONT");

        Tend.awaiting().until(() -> !first.isAlive());
        assertThat(first.exitValue()).isEqualTo(1);
        assertThat(tend.errors()).contains("another keeper has taken " + tend.run());
        assertThat(second.isAlive()).isTrue();
        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(Proc.alive(pid)).isTrue();
    }

    @Test
    void isFreeAtOnceWhenItsKeeperWasKilled() {
        tend.killKeeper();

        tend.up();

        assertThat(tend.status("web").pid()).isEqualTo(pid);
    }
}
