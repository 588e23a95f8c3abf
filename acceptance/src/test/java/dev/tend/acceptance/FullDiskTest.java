package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A full disk: logs pause, services run on, and when there is room again not a line is missing. */
class FullDiskTest {

    private static final int LINES = 4_000;

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void needsAMountOfItsOwn() {
        Namespace.assumePossible();
    }

    @Test
    void pausesAndResumesLogs() throws IOException {
        tend.service(
                        "web",
                        "shell=i=0; while [ $i -lt " + LINES
                                + " ]; do echo \"line $i, of which the disk holds few\"; i=$((i+1)); done; "
                                + "exec sleep 1000")
                .service("api", "cmd=sleep 1000")
                .under(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mkdir " + tend.logs() + "; mount -t tmpfs -o size=64k none " + tend.logs()
                                + "; head -c 40000 /dev/zero >" + tend.logs() + "/ballast; exec \"$0\" \"$@\"")
                .up();
        int pid = tend.awaitUp("web").pid();
        Path seen = Path.of("/proc/" + tend.keeper().pid() + "/root" + tend.logs());

        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors()).contains("no space left on device"));
        assertThat(tend.awaitUp("api").restarts()).isZero();
        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(Tend.text(seen.resolve("web/current"))).doesNotContain("line " + (LINES - 1) + ",");

        tend.command(List.of(
                "nsenter",
                "--target",
                String.valueOf(tend.keeper().pid()),
                "--mount",
                "mount",
                "-o",
                "remount,size=8m",
                tend.logs().toString()));

        Tend.awaiting().untilAsserted(() -> assertThat(Tend.text(seen.resolve("web/current")))
                .contains("line " + (LINES - 1) + ","));
        List<String> lines = Files.readAllLines(seen.resolve("web/current"));
        assertThat(lines).hasSize(LINES);
        for (int number = 0; number < LINES; number++) {
            assertThat(lines.get(number)).isEqualTo("line " + number + ", of which the disk holds few");
        }
        assertThat(tend.status("web").pid()).isEqualTo(pid);
    }
}
