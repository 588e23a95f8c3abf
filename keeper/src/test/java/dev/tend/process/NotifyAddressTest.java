package dev.tend.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class NotifyAddressTest {

    private static final String LONG_NAME = "\u00e9".repeat(100);

    @Test
    void isThePathWhereThatFits() {
        assertThat(NotifyAddress.of("/run/tend/notify", "web@1")).isEqualTo("/run/tend/notify/web@1");
        String longest = "/run/" + "x".repeat(NotifyAddress.LONGEST_PATH - 9);
        assertThat(NotifyAddress.of(longest, "web")).isEqualTo(longest + "/web");
        assertThat(NotifyAddress.of(longest, "webs")).startsWith("@tend-");
    }

    @Test
    void isAShortNameInTheRunDirectoryWhereTheInstanceHasALongOne() {
        assertThat(NotifyAddress.of("/run/tend/notify", LONG_NAME)).matches("/run/tend/notify/@[0-9a-f]{1,16}");
    }

    /** As sun_path has it, with a NUL at the end. */
    @Test
    void isNeverLongerThanTheKernelAccepts() {
        var addresses = new HashSet<String>();
        for (int folder = 1; folder < 4000; folder += folder < 150 ? 1 : 100) {
            for (String name : new String[] {"web", LONG_NAME, LONG_NAME + "@2"}) {
                String address = NotifyAddress.of("/" + "x".repeat(folder), name);
                assertThat(address.getBytes(UTF_8)).hasSizeLessThan(108);
                assertThat(addresses.add(address)).isTrue();
            }
        }
    }
}
