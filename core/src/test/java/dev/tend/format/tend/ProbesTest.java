package dev.tend.format.tend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.format.BadValue;
import dev.tend.service.Probe;
import dev.tend.service.Probe.Trust;
import dev.tend.text.Url;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesTest {

    @Test
    void readsAddresses() {
        assertThat(Probes.parse("tcp:localhost:8080")).isEqualTo(new Probe.Tcp("localhost", 8080));
        assertThat(Probes.parse("tcp:[::1]:80")).isEqualTo(new Probe.Tcp("::1", 80));
    }

    @Test
    void readsPathsAndCommands() {
        assertThat(Probes.parse("file:/run/web.ready")).isEqualTo(new Probe.File("/run/web.ready"));
        assertThat(Probes.parse("exec:sh -c 'exit 0'")).isEqualTo(new Probe.Exec(List.of("sh", "-c", "exit 0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h:81/ok", "http:http://h:81/ok", "http: http://h:81/ok "})
    void readsUrls(String text) {
        assertThat(Probes.parse(text))
                .isEqualTo(new Probe.Http(Url.parse("http://h:81/ok"), 200, Optional.empty(), false, Trust.SYSTEM));
    }

    @Test
    void readsWhatStandsAfterAUrl() {
        assertThat(Probes.parse(
                        "https://h/ status 204 text \"all is \\\"well\\\"\" redirects ca-file /ca.pem insecure"))
                .isEqualTo(new Probe.Http(
                        Url.parse("https://h/"),
                        204,
                        Optional.of("all is \"well\""),
                        true,
                        new Trust(Optional.of("/ca.pem"), true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "web; is no probe: write one of tcp:HOST:PORT",
                "udp:h:53; is no probe",
                "tcp:8080; is no address: write one such as",
                "tcp:::1:80; is no address",
                "tcp:h:0; is not between 1 and 65535",
                "tcp:h:http; is no number",
                "file:run/x; is no absolute path",
                "exec:; has no value",
                "exec:sh -c 'x; never closed",
                "http:; has no value: write one such as http",
                "http:8080/x; does not begin with http",
                "http://h/ status; \"status\" has no value after it",
                "http://h/ status 99; is not between 100 and 599",
                "http://h/ statsu 200; did you mean \"status\"?",
                "http://h/ ca-file ca.pem; is no absolute path",
            })
    void saysWhatIsWrong(String text, String problem) {
        assertThatThrownBy(() -> Probes.parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessageContaining(problem);
    }
}
