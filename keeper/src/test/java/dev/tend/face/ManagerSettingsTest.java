package dev.tend.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.command.FakeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagerSettingsTest {

    private final FakeHost host = new FakeHost();

    private ManagerSettings settings(String... words) {
        return new ManagerSettings(List.of(words), host);
    }

    @Test
    void takesTheEnvironmentAndThenTheFlags() {
        host.variables.put("PM_PROC_NAME", "es");
        host.variables.put("PM_HTTP_PORT", "9000");
        host.variables.put("PM_KEYSTORE_UPDATER", "0");

        var settings = settings("--pm-http-port=9001", "-pm-tls", "--keystore-source-dir", "/secrets");

        assertThat(settings.text("PM_PROC_NAME")).isEqualTo("es");
        assertThat(settings.text("PM_HTTP_PORT")).isEqualTo("9001");
        assertThat(settings.isOn("PM_TLS")).isTrue();
        assertThat(settings.isOn("PM_KEYSTORE_UPDATER")).isFalse();
        assertThat(settings.text("KEYSTORE_SOURCE_DIR")).isEqualTo("/secrets");
    }

    @Test
    void handsOnWhatTheEnvironmentDoesNotSay() {
        host.variables.put("PM_PROC_NAME", "es");
        host.variables.put("KEYSTORE_ES_PASSWORD", "xyzzy");
        host.variables.put("PM_EXP_VARS", "T");

        assertThat(settings("--pm-http-port", "9001").lines())
                .contains("env.PM_HTTP_PORT=9001\n", "env.PM_EXP_VARS=true\n")
                .doesNotContain("PM_PROC_NAME", "xyzzy");
    }

    @Test
    void theManualHasEachOfThem() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "man", "tend-process-manager.1"));

        assertThat(manual).contains(ManagerSettings.TEXTS).contains(ManagerSettings.SWITCHES);
    }

    @Test
    void refusesASecondLine() {
        host.variables.put("PM_PROC_CMD", "sleep 1\nuser=root");

        assertThatThrownBy(() -> settings().text("PM_PROC_CMD")).hasMessage("PM_PROC_CMD has more than one line");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "t, true", "TRUE, true", "True, true", "0, false", "F, false", "False, false"})
    void takesTruthAsGoDoes(String text, boolean truth) {
        assertThat(settings("--pm-tls=" + text).isOn("PM_TLS")).isEqualTo(truth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--pm-tls=yes", "--pm-nonsense", "stray", "--pm-proc-name"})
    void refusesWhatIsNone(String word) {
        assertThatThrownBy(() -> settings(word).lines()).isInstanceOf(IllegalArgumentException.class);
    }
}
