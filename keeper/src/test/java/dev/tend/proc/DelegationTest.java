package dev.tend.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.TestingFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DelegationTest {

    private static final String MOUNTS = """
            tmpfs /sys/fs/cgroup tmpfs rw 0 0
            cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0
            """;

    /** @param events a path where there is a group that is not the machine's root */
    private static Optional<Delegation> of(String membership, String mounts, int pid, String events) {
        var texts = new HashMap<>(Map.of("/proc/7/cgroup", membership, "/proc/7/mounts", mounts));
        texts.put(events + "/cgroup.events", "");
        return Delegation.of(new TestingFiles(texts), "7", pid);
    }

    @Test
    void isTheProcesssOwnGroup() {
        assertThat(of(
                        "9:cpu:/x\n0::/system.slice/tend.service\n",
                        MOUNTS,
                        7,
                        "/sys/fs/cgroup/unified/system.slice/tend.service"))
                .hasValue(new Delegation("/sys/fs/cgroup/unified/system.slice/tend.service", false));
    }

    @Test
    void isTheOneAboveWhereTheKeeperIsApart() {
        String unit = "/sys/fs/cgroup/unified/system.slice/tend.service";

        assertThat(of("0::/system.slice/tend.service/tend-keeper\n", MOUNTS, 7, unit))
                .hasValue(new Delegation(unit, true));
        assertThat(of("0::/tend-keeper\n", MOUNTS, 1, "/sys/fs/cgroup/unified"))
                .hasValue(new Delegation("/sys/fs/cgroup/unified", true));
    }

    @Test
    void isTheRootOfAContainerForItsFirstProcessOnly() {
        assertThat(of("0::/\n", MOUNTS, 1, "/sys/fs/cgroup/unified"))
                .hasValue(new Delegation("/sys/fs/cgroup/unified", true));
        assertThat(of("0::/\n", MOUNTS, 7, "/sys/fs/cgroup/unified")).isEmpty();
    }

    @Test
    void isNeverTheRootOfTheMachine() {
        assertThat(of("0::/\n", MOUNTS, 1, "/elsewhere")).isEmpty();
    }

    @Test
    void isNoneWhereThereAreNone() {
        assertThat(of("9:cpu:/x\n", MOUNTS, 7, "/x")).isEmpty();
        assertThat(of("0::/x\n", "tmpfs /sys/fs/cgroup tmpfs rw 0 0\n", 7, "/x"))
                .isEmpty();
        assertThat(of("0::/../x\n", MOUNTS, 7, "/sys/fs/cgroup/unified/../x")).isEmpty();
    }

    @Test
    void takesTheTypeOfAMountForNothingElse() {
        assertThat(Delegation.mount("cgroup2 /a tmpfs rw\nx cgroup2 tmpfs rw\nnone /b cgroup2 rw\n"))
                .isEqualTo("/b");
        assertThat(Delegation.mount("")).isEmpty();
    }
}
