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
                .under(onSmallDisk(tend.logs(), "64k", 40_000))
                .up();
        int pid = tend.awaitUp("web").pid();
        Path seen = Path.of("/proc/" + tend.keeper().pid() + "/root" + tend.logs());

        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors()).contains("no space left on device"));
        assertThat(tend.awaitUp("api").restarts()).isZero();
        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(Tend.text(seen.resolve("web/current"))).doesNotContain("line " + (LINES - 1) + ",");

        enlarge(tend.logs());

        Tend.awaiting().untilAsserted(() -> assertThat(Tend.text(seen.resolve("web/current")))
                .contains("line " + (LINES - 1) + ","));
        List<String> lines = Files.readAllLines(seen.resolve("web/current"));
        assertThat(lines).hasSize(LINES);
        for (int number = 0; number < LINES; number++) {
            assertThat(lines.get(number)).isEqualTo("line " + number + ", of which the disk holds few");
        }
        assertThat(tend.status("web").pid()).isEqualTo(pid);
    }

    @Test
    void writesAPidfileOnceThereIsRoom() {
        Path pids = tend.path("pids");
        tend.service("web", "cmd=sleep 1000", "pidfile=" + pids + "/web.pid")
                .under(onSmallDisk(pids, "4k", 4096))
                .up();
        int pid = tend.awaitState("web", "up").pid();
        Tend.awaiting().untilAsserted(() -> assertThat(tend.done("why", "web").out())
                .contains("web: up: [", pids + "/web.pid", "no space left on device; next attempt in "));

        enlarge(pids);

        assertThat(tend.awaitState("web", "ready").pid()).isEqualTo(pid);
        Path seen = Path.of("/proc/" + tend.keeper().pid() + "/root" + pids);
        assertThat(seen.resolve("web.pid")).hasContent(pid + "\n");
        assertThat(seen).isDirectoryContaining("glob:**/ballast").isDirectoryNotContaining("glob:**.web*");
        assertThat(tend.done("why", "web").out()).doesNotContain("no space left on device; next");
    }

    /** A keeper under these words has a disk of its own there, of which so many bytes are in use. */
    private static String[] onSmallDisk(Path folder, String size, int used) {
        return new String[] {
            "unshare",
            "--mount",
            "sh",
            "-c",
            "mkdir " + folder + "; mount -t tmpfs -o size=" + size + " none " + folder + "; head -c " + used
                    + " /dev/zero >" + folder + "/ballast; exec \"$0\" \"$@\""
        };
    }

    private void enlarge(Path folder) {
        var ran = tend.command(List.of(
                "nsenter",
                "--target",
                String.valueOf(tend.keeper().pid()),
                "--mount",
                "mount",
                "-o",
                "remount,size=8m",
                folder.toString()));
        assertThat(ran.code()).as(ran::toString).isZero();
    }
}
