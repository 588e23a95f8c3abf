package dev.tend.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.text.Url;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {

    @Test
    void namesTheHostAndClosesTheConnection() {
        Url url = Url.parse("http://[::1]:81/x?y");
        assertThat(HttpRequest.text(false, url, url.target(), ""))
                .startsWith("GET /x?y HTTP/1.1\r\nHost: [::1]:81\r\n")
                .endsWith("\r\nConnection: close\r\n\r\n")
                .doesNotContain("Authorization");
    }

    @Test
    void postsWithoutABody() {
        Url url = Url.parse("http://h/reload");
        assertThat(HttpRequest.text(true, url, url.target(), ""))
                .startsWith("POST /reload HTTP/1.1\r\nHost: h\r\n")
                .contains("\r\nContent-Length: 0\r\n");
    }

    @Test
    void authenticates() {
        Url url = Url.parse("http://ada:lovelace@h/");
        assertThat(HttpRequest.text(false, url, url.target(), ""))
                .contains("\r\nAuthorization: Basic YWRhOmxvdmVsYWNl\r\n");
    }

    @ParameterizedTest
    @CsvSource({"a:b, YTpi", "a:bc, YTpiYw==", "a:bcd, YTpiY2Q=", "a, YTo="})
    void writesCredentials(String user, String encoded) {
        assertThat(Credentials.basic(user)).isEqualTo("Basic " + encoded);
    }
}
