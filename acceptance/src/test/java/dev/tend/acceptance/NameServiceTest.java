package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users whom /etc/passwd does not have, but a name service, as with LDAP. */
class NameServiceTest {

    private static final Path PACKAGES =
            Path.of("../target/name-packages").toAbsolutePath().normalize();

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void assumePossible() {
        Namespace.assumePossible();
    }

    private void under(String script, String argument) {
        tend.under(
                "unshare", "--mount", "sh", Tend.resource("namespace/" + script).toString(), argument);
    }

    private void withExtraUsers() {
        var packages = Rsyslog.packages(PACKAGES);
        assumeTrue(packages.size() == 1, "libnss-extrausers is not in " + PACKAGES + ": ./check puts it there");
        var unpacked = tend.command(List.of(
                "dpkg-deb",
                "-x",
                packages.getFirst().toString(),
                tend.path("packages").toString()));
        assertThat(unpacked.code()).as(unpacked::toString).isZero();
        tend.file("nsswitch.conf", "passwd: files extrausers\ngroup: files extrausers\n")
                .file("var/extrausers/passwd", "ada:x:70001:70002:Ada:/home/ada:/bin/zsh\n")
                .file("var/extrausers/group", "ada:x:70002:\ncrew:x:70003:ada,bob\nother:x:70004:\n");
        under("users.sh", tend.root().toString());
    }

    @Test
    void runsAsAUserOfTheNameService() throws IOException {
        withExtraUsers();
        tend.service("web", "shell=id -u; id -G; echo $HOME $USER $SHELL; exec sleep 1000", "user=ada")
                .service("two", "shell=id -u; id -G; exec sleep 1000", "user=ada", "group=other", "groups=crew daemon")
                .service("nix", "cmd=sleep 1000", "user=nix")
                .up();

        Tend.awaiting()
                .until(() ->
                        tend.logLines("web").size() == 3 && tend.logLines("two").size() == 2);
        assertThat(tend.logLines("web")).containsExactly("70001", "70002 70003", "/home/ada ada /bin/zsh");
        assertThat(tend.logLines("two")).containsExactly("70001", "70004 1 70003");
        assertThat(Files.getAttribute(tend.run().resolve("output/web"), "unix:uid"))
                .isEqualTo(70001);
        Tend.awaiting().until(() -> tend.status("nix").why().contains("user \"nix\" does not exist"));
    }

    /** The keeper answers meanwhile. */
    @Test
    void doesNotWaitForANameServiceForEver() throws IOException {
        Path getent = Files.writeString(tend.path("getent"), "#!/bin/sh\nexec sleep 1000\n");
        Files.setPosixFilePermissions(getent, PosixFilePermissions.fromString("rwxr-xr-x"));
        under("getent.sh", getent.toString());
        tend.service("web", "cmd=sleep 1000", "user=ada")
                .service("db", "cmd=sleep 1000")
                .up();

        assertThat(tend.awaitUp("db").pid()).isPositive();
        Tend.awaiting().until(() -> tend.status("web")
                .why()
                .contains("\"ada\" is not in /etc/passwd, and getent passwd did not end within 5s"));
    }
}
