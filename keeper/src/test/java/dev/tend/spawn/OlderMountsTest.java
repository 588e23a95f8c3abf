package dev.tend.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.posix.Namespaces;
import org.junit.jupiter.api.Test;

/** The mounts that {@code /proc/self/mountinfo} lists. */
class OlderMountsTest {

    private static final int MS_RELATIME = 0x200000; // <sys/mount.h>

    @Test
    void keepsTheFlagsOfAMount() {
        assertThat(OlderMounts.flags(",rw,nosuid,nodev,relatime,"))
                .isEqualTo(Namespaces.MS_NOSUID | Namespaces.MS_NODEV | MS_RELATIME);
        assertThat(OlderMounts.flags(",rw,")).isZero();
    }

    @Test
    void readsBlanksInAPath() {
        assertThat(OlderMounts.decoded("/a\\040b\\134c")).isEqualTo("/a b\\c");
    }
}
