package dev.tend.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.command.FakeHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are refused before anything is started; the acceptance tests show the rest with the real program. */
class ProcessManagerFaceTest {

    private final FakeHost host = new FakeHost();

    @BeforeEach
    void describe() {
        host.variables.put("PM_PROC_NAME", "es");
        host.variables.put("PM_PROC_CMD", "sleep 1");
    }

    private String refusal() {
        assertThat(host.tend("as", "process-manager")).isEqualTo(1);
        return host.errors();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", "e s", "health", "keystore", "debug", "steward"})
    void wantsANameThatCanStandInAPath(String name) {
        host.variables.put("PM_PROC_NAME", name);

        assertThat(refusal()).contains("process-manager: PM_PROC_NAME=" + name + " is no name");
    }

    @Test
    void wantsACommand() {
        host.variables.put("PM_PROC_CMD", "  ");

        assertThat(refusal()).contains("PM_PROC_CMD= is no program");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "http", "-1", "+80", "99999999999"})
    void wantsAPort(String port) {
        host.variables.put("PM_HTTP_PORT", port);

        assertThat(refusal()).contains("PM_HTTP_PORT=" + port + " is no port");
    }

    @Test
    void wantsAnAddress() {
        host.variables.put("PM_HTTP_ADDR", "localhost");

        assertThat(refusal()).contains("PM_HTTP_ADDR=localhost is no IP address");
    }

    @Test
    void wantsTheFilesOfTls() {
        host.variables.put("PM_TLS", "true");
        host.variables.put("PM_CERT_PATH", "/cert.pem");
        host.variables.put("PM_KEY_PATH", "/key.pem");
        host.files.with("/cert.pem", "certificate");

        assertThat(refusal()).contains("PM_KEY_PATH=/key.pem is no file");
    }

    @Test
    void wantsSecretsAndTheirToolUnlessThereIsNoUpdater() {
        assertThat(refusal()).contains("KEYSTORE_SOURCE_DIR=/volumes/secrets is not there");

        host.files.with("/volumes/secrets", "");
        assertThat(refusal())
                .contains("KEYSTORE_BINARY=/usr/share/elasticsearch/bin/elasticsearch-keystore is not there");
    }

    @Test
    void refusesAFlagItDoesNotKnow() {
        assertThat(host.tend("as", "process-manager", "--pm-prot=1")).isEqualTo(1);
        assertThat(host.errors()).contains("unknown flag --pm-prot");
    }
}
