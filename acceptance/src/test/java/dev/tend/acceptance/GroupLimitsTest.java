package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits of control groups. Here they are those of version 1, where the machine has it; which other ones can be set, a machine decides. */
class GroupLimitsTest {

    private static final String EAT = "shell=exec perl -e '$x = \"x\" x 200_000_000; sleep 1000'";

    @RegisterExtension
    final Tend tend = new Tend();

    /** Returns the group of a process for a controller of version 1. */
    private static Path group(String controller, long pid) {
        return Proc.text(pid, "cgroup")
                .lines()
                .filter(line -> line.contains(":" + controller + ":"))
                .map(line -> Path.of("/sys/fs/cgroup", controller, line.substring(line.lastIndexOf(':') + 1)))
                .findFirst()
                .orElse(Path.of("/nonexistent"));
    }

    private static void assumeController(String controller) {
        var own = group(controller, ProcessHandle.current().pid());
        assumeTrue(Files.isWritable(own), "no control group of version 1");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void holdFromTheStartOnAndChangeAtOnce() {
        assumeController("memory");
        assumeController("pids");
        assumeController("cpu");
        tend.service("web", "cmd=sleep 1000", "memory-max=64M", "pids-max=5", "cpu-max=50%", "cpu-weight=200")
                .up();
        int pid = tend.awaitUp("web").pid();
        var memory = group("memory", pid).resolve("memory.limit_in_bytes");

        assertThat(text(memory)).isEqualTo("67108864");
        assertThat(text(group("pids", pid).resolve("pids.max"))).isEqualTo("5");
        assertThat(text(group("cpu", pid).resolve("cpu.cfs_quota_us"))).isEqualTo("50000");
        assertThat(text(group("cpu", pid).resolve("cpu.shares"))).isEqualTo("2048");

        tend.service("web", "cmd=sleep 1000", "memory-max=80M", "cpu-weight=200")
                .done("reload");

        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(text(memory)).isEqualTo("83886080");
        assertThat(text(group("pids", pid).resolve("pids.max"))).isEqualTo("max");
        assertThat(text(group("cpu", pid).resolve("cpu.cfs_quota_us"))).isEqualTo("-1");

        tend.killKeeper();
        tend.up();
        tend.awaitUp("web");
        tend.service("web", "cmd=sleep 1000", "memory-max=90M").done("reload");

        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(text(memory)).isEqualTo("94371840");

        tend.done("stop", "web");
        assertThat(memory).doesNotExist();
    }

    @Test
    void areNamedWhenTheKernelKills() {
        assumeController("memory");
        tend.service("web", EAT, "memory-max=32M", "restart=never")
                .service("alone", EAT, "memory-max=32M", "restart=never", "private=pid")
                .up();

        assertThat(tend.awaitState("web", "failed").why()).contains("out of memory, it had reached memory-max=32M");
        assertThat(tend.awaitState("alone", "failed").why()).contains("memory-max=32M");
        assertThat(tend.verb("why", "web").out()).contains("memory-max=32M");
    }

    @Test
    void areRefusedOrIgnoredWhereTheyCannotBeSet() {
        assumeController("memory"); // where version 1 has it, there is no memory.high
        tend.service("strict", "cmd=sleep 1000", "memory-high=64M", "restart=never")
                .service("loose", "cmd=sleep 1000", "memory-high=64M", "on-missing=ignore")
                .up();

        tend.awaitState("loose", "ready");
        Tend.awaiting().untilAsserted(() -> assertThat(tend.status("strict").why())
                .contains("memory-high: the keeper has no control group with that controller"));
        assertThat(tend.status("strict").pid())
                .isZero(); // it is tried again, as any start for which the system lacks something

        var checked = tend.verb("check", "-d", tend.services().toString());
        assertThat(checked.err())
                .contains("strict:2: memory-high: ", "the service cannot start", "the service starts without that");
    }
}
