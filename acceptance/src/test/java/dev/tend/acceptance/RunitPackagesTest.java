package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two of Debian's packages that bring folders for runit, as they are: under runsvdir and under Tend, the same is seen of them. They
 * are unpacked and not installed, for that would start them.
 */
class RunitPackagesTest {

    private static final Path PACKAGES =
            Path.of("../target/packages").toAbsolutePath().normalize();

    private static final String MISSING = "Debian's mini-httpd, mini-httpd-run and git-daemon-run are not in "
            + PACKAGES + ": ./check puts them there";

    @RegisterExtension
    final Tend tend = new Tend();

    private void unpack() throws IOException {
        assumeTrue(Files.isDirectory(PACKAGES), MISSING);
        try (var packages = Files.list(PACKAGES)) {
            var files =
                    packages.filter(file -> file.toString().endsWith(".deb")).toList();
            assumeTrue(files.size() == 3, MISSING);
            for (var file : files) {
                var ran = tend.command(List.of(
                        "dpkg-deb", "-x", file.toString(), tend.path("packages").toString()));
                assertThat(ran.code()).as(ran::toString).isZero();
            }
        }
    }

    private Ran under(String supervisor) {
        return tend.command(List.of(
                "unshare",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount",
                "--mount-proc",
                "--net",
                "sh",
                Tend.resource("sv/packages.sh").toString(),
                tend.path("packages").toString(),
                supervisor));
    }

    @Test
    void runAsTheyAre() throws IOException {
        Namespace.assumePossible();
        Sides.assumeDebians("runsvdir");
        unpack();

        var expected = under("runsvdir");
        var actual = under(Tend.BINARY.toString());

        assertThat(expected.code()).as(expected::toString).isZero();
        assertThat(actual.out()).isEqualTo(expected.out());
        assertThat(actual.code()).as(actual::toString).isZero();
        assertThat(expected.out()).contains("It works.", "mini-httpd runs as nobody", "git-daemon starting.");
    }
}
