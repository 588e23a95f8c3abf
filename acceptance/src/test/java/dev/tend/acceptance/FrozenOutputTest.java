package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A terminal, pipe or socket that nobody reads, as after Ctrl-S: the keeper writes to it, and must not wait for it. The
 * user {@code nobody} must not open root's files, and so has to write to an open file that it shares.
 */
class FrozenOutputTest {

    /** The messages about so many attempts have more bytes than any of the outputs holds. */
    private static final int ATTEMPTS = 300;

    private static final String NO_PROGRAM = "/no/such/program/" + "long".repeat(300);

    private static final String FLOOD = "shell=yes | head -c 1000000; exec sleep 1000";

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void isRoot() {
        Namespace.assumePossible();
    }

    @ParameterizedTest
    @CsvSource({"terminal, root", "terminal, nobody", "pipe, root", "pipe, nobody", "socket, root", "socket, nobody"})
    void doesNotStopTheKeeper(String kind, String user) throws IOException {
        belongTo(user);
        tend.service("hasty", "cmd=" + NO_PROGRAM, "backoff=1ms..1ms", "give-up=never");
        tend.service("loud", FLOOD, "log=console");
        tend.service("near", FLOOD, "log=inherit");
        tend.under(
                        "perl",
                        Tend.resource("system/frozen.pl").toString(),
                        kind,
                        tend.path("thawed").toString(),
                        user)
                .up("--console");
        long keeper = Long.parseLong(
                Tend.text(tend.path("keeper.err")).lines().findFirst().orElseThrow());

        Tend.awaiting().until(() -> tend.status("hasty").restarts() > ATTEMPTS);
        assertThat(tend.done("status").out()).contains("loud").contains("near");
        assertThat(isNonBlocking(keeper, 1)).as("others share standard output").isFalse();
        assertThat(isNonBlocking(keeper, 2)).as("others share standard error").isFalse();

        tend.file("thawed", "");
        Tend.awaiting().until(() -> tend.output().contains("missing here: see \"tend events\""));
        tend.done("shutdown");
        assertThat(tend.awaitEnd()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"terminal, root", "terminal, nobody", "pipe, nobody"})
    void doesNotKeepTheKeeperFromEnding(String kind, String user) throws IOException {
        belongTo(user);
        tend.service("hasty", "cmd=" + NO_PROGRAM, "backoff=1ms..1ms", "give-up=never");
        tend.service("loud", FLOOD, "log=console");
        tend.under(
                        "perl",
                        Tend.resource("system/frozen.pl").toString(),
                        kind,
                        tend.path("thawed").toString(),
                        user)
                .up("--console");
        long keeper = Long.parseLong(
                Tend.text(tend.path("keeper.err")).lines().findFirst().orElseThrow());
        Tend.awaiting().until(() -> tend.status("hasty").restarts() > ATTEMPTS);

        Proc.signal(keeper, "TERM");

        tend.awaitGone(keeper);
    }

    private void belongTo(String user) throws IOException {
        var owner = tend.root().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        Files.setOwner(tend.root(), owner);
        Files.setPosixFilePermissions(tend.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!user.equals("root")) {
            Files.copy(Tend.BINARY, tend.path("tend"));
        }
    }

    private static boolean isNonBlocking(long pid, int descriptor) {
        long flags = Proc.text(pid, "fdinfo/" + descriptor)
                .lines()
                .filter(line -> line.startsWith("flags:"))
                .mapToLong(
                        line -> Long.parseLong(line.substring("flags:".length()).strip(), 8))
                .findFirst()
                .orElseThrow();
        return (flags & 04000) != 0;
    }
}
