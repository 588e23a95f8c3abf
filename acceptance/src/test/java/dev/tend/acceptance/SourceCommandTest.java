package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scripts that print services: real processes, in a program that knows a format which only tests have. */
class SourceCommandTest {

    private static final Path PROGRAM =
            Path.of("../simulation/target/simulation").toAbsolutePath();
    private static final int NOBODY = 65_534;

    @RegisterExtension
    private final Tend tend = new Tend();

    private Path folder;

    @BeforeEach
    void hasTheProgram() throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "the quick check does not build the native simulation");
        folder = Files.createDirectory(tend.path("tiny"));
    }

    private Path script(String name, String... lines) throws IOException {
        var text = "#!/bin/sh\n" + String.join("\n", lines) + "\n";
        var file = tend.path(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Files.move(file, folder.resolve(name + ".script"), StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> words(String verb, String... more) {
        var words = new ArrayList<>(List.of(PROGRAM.toString(), "tend", verb, "--tiny", folder.toString()));
        words.addAll(List.of(more));
        return words;
    }

    private void up() {
        tend.start(
                "keeper",
                words(
                        "up",
                        "--run-dir",
                        tend.run().toString(),
                        "--log-dir",
                        tend.logs().toString()));
    }

    @Test
    void makesServicesOfWhatTheyPrint() throws IOException {
        script("web", "echo run sleep 1000");
        assertThat(tend.command(words("check")).out()).isEqualTo("1 file is fine\n");
        up();
        assertThat(Proc.command(tend.awaitUp("web").pid())).containsExactly("sleep", "1000");

        script("web", "echo run sleep 2000");

        Tend.awaiting().until(() -> Proc.command(tend.awaitUp("web").pid()).equals(List.of("sleep", "2000")));
        assertThat(tend.done("plan").out()).startsWith("nothing to do");
    }

    @Test
    void haveTheRightsOfTheirOwner() throws IOException {
        assumeTrue((int) Files.getAttribute(tend.root(), "unix:uid") == 0, "only root can be another user");
        Files.setPosixFilePermissions(tend.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(script("web", "echo run sleep $(id -u)00$(id -g)"), "unix:uid", NOBODY);
        String users = NOBODY + "00" + NOBODY;

        up();

        assertThat(Proc.command(tend.awaitUp("web").pid())).containsExactly("sleep", users);
        assertThat(tend.command(words("check")).out()).isEqualTo("1 file is fine\n");
    }

    @Test
    void endWhenTheirTimeIsOver() throws IOException {
        var pids = tend.path("pids");
        script("web", "sleep 1000 &", "echo $! >>" + pids, "echo $$ >>" + pids, "exec sleep 1000");

        var check = tend.command(words("check"));

        assertThat(check.code()).isEqualTo(78);
        assertThat(check.out()).isEqualTo(folder.resolve("web.script") + ": did not end within 5s\n");
        Files.readAllLines(pids).forEach(pid -> tend.awaitGone(Long.parseLong(pid)));
    }

    @Test
    void doNotHoldUpTheKeeper() throws IOException {
        script("web", "echo run sleep 1000");
        up();
        int pid = tend.awaitUp("web").pid();
        var pids = tend.path("pids");

        script("web", "echo $$ >>" + pids, "exec sleep 1000");
        Tend.awaiting().until(() -> Files.exists(pids));

        assertThat(tend.done("restart", "web").code()).isZero();
        assertThat(tend.awaitUp("web").pid()).isNotEqualTo(pid);
        Files.readAllLines(pids).forEach(each -> tend.awaitGone(Long.parseLong(each)));
        Tend.awaiting().until(() -> tend.errors().contains("web.script: did not end within 5s"));
    }
}
