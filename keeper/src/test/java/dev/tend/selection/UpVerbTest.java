package dev.tend.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.command.FakeHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases that {@code tend up} refuses before it makes or claims anything. */
class UpVerbTest {

    private final FakeHost host = new FakeHost();

    @BeforeEach
    void hasAHome() {
        host.variables.put("HOME", "/home/ada");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8080x | tend: --http: \"8080x\" is no number",
                "nowhere:80 | tend: --http: \"nowhere:80\" is no address: write IP:PORT",
                "0.0.0.0:80 | tend: --http: \"0.0.0.0:80\" is open to other machines: add http.tls-cert"
            })
    void refusesAnAddressThatTheStewardCouldNotHave(String address, String problem) {
        host.files.with("/s/web", "cmd=web\n");
        assertThat(host.tend("up", "--http", address, "/s")).isEqualTo(64);
        assertThat(host.errors()).startsWith(problem).doesNotContain("services/steward");
        assertThat(host.becameKeeper).isFalse();
    }

    @Test
    void refusesAnAddressOfSeveralLines() {
        assertThat(host.tend("up", "--http", "80\nuser=root", "/s")).isEqualTo(64);
        assertThat(host.errors()).startsWith("tend: --http: has more than one line");
    }

    @Test
    void leavesNothingBehindWhereThereIsNoFolder() {
        assertThat(host.tend("up", "/nowhere")).isEqualTo(72);
        assertThat(host.errors()).isEqualTo("tend: /nowhere: no such folder: make it, or name another\n");
        assertThat(host.becameKeeper).isFalse();
    }
}
