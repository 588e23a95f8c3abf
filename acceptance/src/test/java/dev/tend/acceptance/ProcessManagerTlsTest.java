package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The face of process-manager over TLS. */
class ProcessManagerTlsTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void makeCertificates() {
        certify();
        tend.with("PM_TLS", "true").with("PM_CERT_PATH", file("server.pem")).with("PM_KEY_PATH", file("server.key"));
    }

    private void certify() {
        var made = tend.command(List.of(
                "sh",
                Tend.resource("tls/certificates.sh").toString(),
                tend.root().toString()));
        assertThat(made.code()).as(made::toString).isZero();
    }

    private String file(String name) {
        return tend.path(name).toString();
    }

    private Manager manager() {
        tend.file("es.sh", "trap 'exit 3' TERM\nwhile :; do sleep 0.1; done\n");
        return new Manager(tend, "sh " + file("es.sh"));
    }

    private Ran curl(Manager manager, String path, String... options) {
        var command =
                new ArrayList<>(List.of("curl", "-sS", "-m", "20", "-w", " %{http_code}", "--cacert", file("ca.pem")));
        command.addAll(List.of(options));
        command.add("https://127.0.0.1:" + manager.port() + path);
        return tend.command(command);
    }

    private void launch(Manager manager) {
        manager.launch();
        Tend.awaiting()
                .untilAsserted(() -> assertThat(curl(manager, "/health").out()).isEqualTo("pong 200"));
    }

    @Test
    void startsAndStops() {
        var manager = manager();
        launch(manager);
        assertThat(curl(manager, "/es/status").out()).contains("\"started\"").endsWith(" 200");
        assertThat(curl(manager, "/es/stop").out()).endsWith(" 405");
        assertThat(curl(manager, "/es/stop", "--http1.1", "-X", "POST").out())
                .contains("\"stopping\"")
                .endsWith(" 202");
        assertThat(manager.awaitEnd()).isEqualTo(3);

        launch(manager);
        assertThat(curl(manager, "/es/status").out()).contains("\"stopped\"");
        assertThat(curl(manager, "/es/start", "-X", "POST").out())
                .contains("\"started\"")
                .endsWith(" 200");
        // with HTTP/1.1 in one piece: the manager ends with its process, maybe before another piece of the answer
        assertThat(curl(manager, "/es/kill", "--http1.1", "-X", "POST").out())
                .contains("\"killing\"")
                .endsWith(" 202");
        assertThat(manager.awaitEnd()).isEqualTo(137);
    }

    @Test
    void isNoServerForWhoKnowsAnotherAuthority() {
        var manager = manager();
        launch(manager);
        assertThat(curl(manager, "/health", "--cacert", "/dev/null").code()).isNotZero();
        assertThat(tend.command(List.of("curl", "-s", "http://127.0.0.1:" + manager.port() + "/health"))
                        .out())
                .isEmpty();
    }

    @Test
    void takesNewCertificates() {
        var manager = manager();
        launch(manager);
        long steward = manager.steward();
        tend.command(List.of("cp", file("ca.pem"), file("former.pem")));
        certify();
        Tend.awaiting()
                .untilAsserted(() -> assertThat(curl(manager, "/health").out()).isEqualTo("pong 200"));
        assertThat(curl(manager, "/health", "--cacert", file("former.pem")).code())
                .isNotZero();
        assertThat(manager.steward()).isEqualTo(steward);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PM_CERT_PATH", "PM_KEY_PATH"})
    void refusesToStartWithoutItsFiles(String variable) {
        tend.with(variable, "/nowhere/file.pem");
        var manager = manager();
        manager.launch();

        assertThat(manager.awaitEnd()).isEqualTo(1);
        assertThat(manager.errors()).contains(variable + "=/nowhere/file.pem is no file");
        assertThat(Tend.text(tend.run().resolve("es.json"))).isEmpty();
    }

    @Test
    void refusesToStartWithFilesThatCannotBeUsed() throws IOException {
        Files.writeString(tend.path("server.pem"), "garbage");
        assertThat(refusal()).contains("cannot use TLS: " + file("server.pem") + " has no certificate");
    }

    @Test
    void refusesToStartWithTheKeyOfAnother() {
        tend.with("PM_KEY_PATH", file("ca.key"));
        assertThat(refusal()).contains("the key in " + file("ca.key") + " does not belong to the certificate in ");
    }

    /** Launches it, and returns the only line that it says, before anything is started. */
    private String refusal() {
        var manager = manager();
        manager.launch();
        assertThat(manager.awaitEnd()).isEqualTo(1);
        assertThat(manager.errors()).hasLineCount(1);
        assertThat(Tend.text(tend.run().resolve("es.json"))).isEmpty();
        return manager.errors();
    }
}
