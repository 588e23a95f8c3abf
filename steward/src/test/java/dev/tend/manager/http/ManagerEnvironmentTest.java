package dev.tend.manager.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManagerEnvironmentTest {

    @Test
    void holdsWhatIsUsualWhereNothingElseIsSaid() {
        var environment = new ManagerEnvironment(Map.of("PM_HTTP_PORT", "", "PM_KEYSTORE_UPDATER", "false"));

        assertThat(environment.text("PM_HTTP_PORT")).contains("8080");
        assertThat(environment.path("KEYSTORE_SOURCE_DIR")).contains(Path.of("/volumes/secrets"));
        assertThat(environment.isOn("PM_KEYSTORE_UPDATER")).isFalse();
        assertThat(environment.isOn("PM_TLS")).isFalse();
        assertThat(environment.text("KEYSTORE_ES_PASSWORD")).isEmpty();
    }

    @Test
    void takesWhatIsSaid() {
        var environment = new ManagerEnvironment(Map.of("PM_HTTP_PORT", "9000", "PM_PROFILER", "true"));

        assertThat(environment.text("PM_HTTP_PORT")).contains("9000");
        assertThat(environment.isOn("PM_PROFILER")).isTrue();
    }
}
