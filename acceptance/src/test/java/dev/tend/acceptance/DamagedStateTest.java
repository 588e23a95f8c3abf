package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** State files that were damaged between two keepers: what runs is taken over or left alone, and never started a second time. */
class DamagedStateTest {

    private static final List<String> SERVICE = List.of("sleep", "1000");

    @RegisterExtension
    final Tend tend = new Tend();

    /** The ways to damage a state file. */
    private enum Damage {
        EMPTY {
            @Override
            void hit(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        CUT_OFF {
            @Override
            void hit(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
        },
        ONE_BYTE {
            @Override
            void hit(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length - 30] ^= 1;
                Files.write(file, bytes);
            }
        },
        REPLACED {
            @Override
            void hit(Path file) throws IOException {
                Files.copy(file.resolveSibling("other"), file, StandardCopyOption.REPLACE_EXISTING);
            }
        },
        DIRECTORY {
            @Override
            void hit(Path file) throws IOException {
                Files.delete(file);
                Files.createDirectories(file.resolve("kept"));
            }
        },
        LINK {
            @Override
            void hit(Path file) throws IOException {
                Files.move(file, file.resolveSibling("../moved"));
                Files.createSymbolicLink(file, Path.of("/dev/null"));
            }
        },
        MISSING {
            @Override
            void hit(Path file) throws IOException {
                Files.delete(file);
            }
        };

        abstract void hit(Path file) throws IOException;
    }

    private Path state(String name) {
        return tend.run().resolve("state").resolve(name);
    }

    private List<Long> running() {
        return Leftovers.of(tend.root().toString()).stream()
                .filter(pid -> Proc.command(pid).equals(SERVICE))
                .toList();
    }

    private void isTakenOver(String name, int pid) {
        assertThat(tend.awaitUp(name).pid()).isEqualTo(pid);
        assertThat(tend.verb("events", "--lines", "100", name).out()).contains("it runs, and is taken over");
    }

    @ParameterizedTest
    @EnumSource
    void isNoReasonForASecondCopy(Damage damage) throws IOException {
        tend.service("other", "cmd=sleep 2000").service("web", "cmd=sleep 1000").up();
        int other = tend.awaitUp("other").pid();
        int pid = tend.awaitUp("web").pid();
        tend.killKeeper();
        damage.hit(state("web"));

        tend.up();

        isTakenOver("web", pid);
        if (damage != Damage.ONE_BYTE) { // where a life before it may be whole, and tells of the same process
            assertThat(tend.status("web").why()).startsWith("taken over: it runs");
        }
        assertThat(running()).containsExactly((long) pid);
        assertThat(tend.status("other").pid()).isEqualTo(other);
        tend.done("restart", "web");
        assertThat(tend.awaitSuccessor("web", pid).isUp()).isTrue();
        assertThat(running()).hasSize(1);
        tend.done("stop", "web");
        assertThat(running()).isEmpty();
    }

    /** Only its output identifies it. */
    @Test
    void findsWhatHasClearedItsEnvironment() throws IOException {
        tend.service("web", "cmd=env -i sleep 1000").up();
        int pid = tend.awaitUp("web").pid();
        Tend.awaiting().until(() -> Proc.command(pid).equals(SERVICE));
        tend.killKeeper();
        Damage.EMPTY.hit(state("web"));

        tend.up();

        isTakenOver("web", pid);
    }

    @Test
    void beginsAnewWhatDoesNotRun() throws IOException {
        tend.service("web", "cmd=sleep 1000").up();
        int pid = tend.awaitUp("web").pid();
        tend.killKeeper();
        Proc.signal(pid, "KILL");
        tend.awaitGone(pid);
        Damage.EMPTY.hit(state("web"));

        tend.up();

        assertThat(tend.awaitUp("web").pid()).isNotEqualTo(pid);
        assertThat(tend.verb("events", "--lines", "100", "web").out())
                .contains("state/web is empty: nothing of it runs: it begins anew");
    }

    @Test
    void endsWhatAMainProcessHasLeftBehind() throws IOException {
        tend.service("web", "shell=sleep 1000 & exec sleep 2000").up();
        int pid = tend.awaitUp("web").pid();
        Tend.awaiting().until(() -> running().size() == 1);
        long left = running().getFirst();
        tend.killKeeper();
        Proc.signal(pid, "KILL");
        tend.awaitGone(pid);
        Damage.EMPTY.hit(state("web"));

        tend.up();

        tend.awaitUp("web");
        tend.awaitGone(left);
        Tend.awaiting().until(() -> running().size() == 1);
    }

    @Test
    void holdsWhatMayRun() throws IOException {
        Path pidfile = tend.path("web.pid");
        tend.service("web", "launch=sh -c 'setsid sleep 1000 & echo $! >" + pidfile + "'", "pidfile=" + pidfile)
                .up();
        int pid = tend.awaitUp("web").pid();
        tend.killKeeper();
        Damage.EMPTY.hit(state("web"));
        Files.delete(pidfile);

        tend.up();

        String why = tend.awaitState("web", "failed").why();
        assertThat(why)
                .isEqualTo("its state file could not be trusted, and it may still run (process " + pid
                        + "): end that, then \"tend start web\"");
        assertThat(tend.verb("start", "web").code()).isNotZero();
        assertThat(running()).containsExactly((long) pid);
        tend.killKeeper();
        tend.up();
        assertThat(tend.verb("start", "web").code()).isNotZero();
        assertThat(running()).containsExactly((long) pid);

        Proc.signal(pid, "KILL");
        tend.awaitGone(pid);
        tend.done("start", "web");
        assertThat(tend.awaitUp("web").pid()).isNotEqualTo(pid);
    }

    @Test
    void startsWhereADirectoryTakesThePlaceOfTheFile() throws IOException {
        tend.service("web", "cmd=sleep 1000").up();
        int pid = tend.awaitUp("web").pid();
        Damage.DIRECTORY.hit(state("web"));

        Proc.signal(pid, "KILL");

        assertThat(tend.awaitSuccessor("web", pid).isUp()).isTrue();
        assertThat(Files.isRegularFile(state("web"))).isTrue();
        assertThat(tend.verb("events", "--lines", "100", "web").out()).doesNotContain("start-failed");
    }
}
