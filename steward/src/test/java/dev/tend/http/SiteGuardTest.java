package dev.tend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.settings.SettingsException;
import dev.tend.steward.FakeKeeper;
import dev.tend.wire.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The access control of the web server. */
class SiteGuardTest {

    private TestingSite site = new TestingSite("");

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void answersNobodyWhoAsksForAnotherName() throws IOException {
        assertThat(site.raw("GET /health HTTP/1.1\r\nHost: evil.example:80\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(site.raw("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(site.raw("GET /health HTTP/1.1\r\nHost: [::1]:80\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(site.raw("GET /health HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void answersNoPageOfAnotherSite() {
        site.keeper().answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "stopping")));
        assertThat(site.post("/services/db/stop", "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        String own = "http://127.0.0.1:" + site.port();
        assertThat(site.post("/services/db/stop", "Origin", own).statusCode()).isEqualTo(202);
    }

    @Test
    void asksForTokens() throws IOException {
        var file = tokens("read 0123456789abcdef\nfull fedcba9876543210\n");
        site.close();
        site = new TestingSite("http.token-file=" + file);
        site.keeper().answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "stopping")));
        assertThat(site.get("/health").statusCode()).isEqualTo(401);
        assertThat(site.get("/health").headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"tend\"");
        assertThat(site.get("/health", "Authorization", "Bearer 0123456789abcdeX")
                        .statusCode())
                .isEqualTo(401);
        assertThat(site.get("/health", "Authorization", "Bearer 0123456789abcdef")
                        .statusCode())
                .isEqualTo(200);
        assertThat(site.post("/services/db/stop", "Authorization", "Bearer 0123456789abcdef")
                        .statusCode())
                .isEqualTo(403);
        assertThat(site.post("/services/db/stop", "Authorization", "bearer fedcba9876543210")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void warnsOfWhomItDoesNotAsk() throws IOException {
        assertThat(site.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "every user of this machine may do everything over http://127.0.0.1:0: give it http.token-file");
        site.close();
        site = new TestingSite("http.token-file=" + tokens("full fedcba9876543210\n"));
        assertThat(site.warnings()).isEmpty();
        site.close();
        site = new TestingSite("http.listen=unix:" + folder.resolve("http"));
        assertThat(site.warnings()).isEmpty();
    }

    private Path tokens(String text) throws IOException {
        var file = Files.writeString(folder.resolve("tokens"), text);
        assertThat(file.toFile().setReadable(false, false)).isTrue();
        assertThat(file.toFile().setReadable(true, true)).isTrue();
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "http.listen=0.0.0.0:0, give it http.tls-cert and http.tls-key",
        "http.tls-cert=/x, go together",
        "http.client-ca=/x, client certificates need TLS",
        "http.token-file=/nix, cannot read /nix",
    })
    void opensToNobodyBySettingsThatDoNotGoTogether(String setting, String why) {
        assertThatThrownBy(() -> new TestingSite(setting))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(why);
    }
}
