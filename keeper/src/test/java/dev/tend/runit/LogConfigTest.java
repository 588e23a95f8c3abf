package dev.tend.runit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogConfigTest {

    private static boolean selects(String config, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return LogRule.selects(new LogConfig(config).rules(), bytes, bytes.length);
    }

    private static boolean alerts(String config, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return LogRule.alerts(new LogConfig(config).rules(), bytes, bytes.length);
    }

    @Test
    void hasDefaults() {
        var config = new LogConfig("");

        assertThat(config.size()).isEqualTo(1_000_000);
        assertThat(config.most()).isEqualTo(10);
        assertThat(config.least()).isEqualTo(10);
        assertThat(config.age()).isZero();
        assertThat(config.processor()).isEmpty();
        assertThat(config.destination()).isEmpty();
    }

    @Test
    void readsEveryLine() {
        var config = new LogConfig("# comment\n\ns2k\nn5\nN2\nt3m\n!gzip -9\nppre: \nu10.0.0.1:99\nunknown\n");

        assertThat(config.size()).isEqualTo(2048);
        assertThat(config.most()).isEqualTo(5);
        assertThat(config.least()).isEqualTo(2);
        assertThat(config.age()).isEqualTo(180);
        assertThat(config.processor()).contains("gzip -9");
        assertThat(config.prefix()).isEqualTo("pre: ");
        assertThat(config.destination()).contains(new LogConfig.Destination(0x0a000001, 99));
        assertThat(config.onlySent()).isFalse();
    }

    @Test
    void knowsUnits() {
        assertThat(new LogConfig("s3m").size()).isEqualTo(3 << 20);
        assertThat(new LogConfig("t2h").age()).isEqualTo(7200);
        assertThat(new LogConfig("t7").age()).isEqualTo(7);
        assertThat(new LogConfig("s99999999999999999999m").size()).isPositive();
    }

    @Test
    void sendsToSyslogsPortUnlessToldAnother() {
        assertThat(new LogConfig("U127.0.0.1").destination()).contains(new LogConfig.Destination(0x7f000001, 514));
        assertThat(new LogConfig("U127.0.0.1").onlySent()).isTrue();
    }

    @Test
    void warnsOfBadAddresses() {
        assertThat(new LogConfig("ulocalhost").warnings()).containsExactly("unable to scan ip address: localhost");
        assertThat(new LogConfig("u1.2.3.256").warnings()).hasSize(1);
        assertThat(new LogConfig("u1.2.3.4.5").warnings()).hasSize(1);
        assertThat(new LogConfig("u1.2.3.4:0").warnings()).containsExactly("unable to scan port number: 0");
    }

    @Test
    void letsTheLastRuleThatMatchesDecide() {
        assertThat(selects("-a*\n+ab\n", "ab")).isTrue();
        assertThat(selects("-a*\n+ab\n", "ac")).isFalse();
        assertThat(selects("-a*\n+ab\n", "b")).isTrue();
        assertThat(alerts("ea*\nEab\n", "ac")).isTrue();
        assertThat(alerts("ea*\nEab\n", "ab")).isFalse();
        assertThat(alerts("-a*\n", "b")).isFalse();
    }
}
