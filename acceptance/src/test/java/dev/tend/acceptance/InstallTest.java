package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code make install} puts in place what {@code make uninstall} removes again. */
class InstallTest {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    @RegisterExtension
    final Tend tend = new Tend();

    private Ran run(String target) {
        return tend.command(List.of(
                "make", "-s", "-C", TOP.toString(), target, "prefix=/usr/local", "DESTDIR=" + tend.path("stage")));
    }

    private void make(String target) {
        var ran = run(target);
        assertThat(ran.code()).as(ran::toString).isZero();
    }

    private List<String> installed() throws IOException {
        try (var files = Files.walk(tend.path("stage"))) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> tend.path("stage").relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void installsAndUninstalls() throws IOException {
        make("install");

        Path program = tend.path("stage/usr/local/bin/tend");
        assertThat(tend.command(List.of(program.toString(), "version")).out()).startsWith("tend ");
        assertThat(Files.size(program)).isLessThanOrEqualTo(2_500_000);
        assertThat(installed())
                .anyMatch(file -> file.endsWith("/faces/going"))
                .anyMatch(file -> file.endsWith("/faces/sv"))
                .noneMatch(file -> file.contains("/sbin/"))
                .anyMatch(file -> file.contains("man1/tend.1"))
                .anyMatch(file -> file.contains("man1/tend-pidfile.1"))
                .anyMatch(file -> file.contains("man5/tend-service.5"))
                .anyMatch(file -> file.endsWith("/tend.service"))
                .anyMatch(file -> file.contains("bash-completion"))
                .anyMatch(file -> file.contains("zsh"));

        make("uninstall");

        assertThat(installed()).isEmpty();
    }

    /** Only where that is asked for do the faces get in the way of other programs, and of those in the same folder never. */
    @Test
    void putsFacesInPlaceOfOthersWhenAsked() throws IOException {
        make("install");
        make("install-faces");

        Path face = tend.path("stage/usr/local/sbin/sv");
        assertThat(Files.readSymbolicLink(face)).isEqualTo(Path.of("/usr/local/bin/tend"));

        Files.delete(face);
        Files.writeString(face, "another program");

        assertThat(run("install-faces").err()).contains("/usr/local/sbin/sv: is another program");

        make("uninstall");

        assertThat(installed()).containsExactly("usr/local/sbin/sv");
    }
}
