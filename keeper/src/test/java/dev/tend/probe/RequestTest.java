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
        assertThat(HttpGet.request(url, url.target(), ""))
                .startsWith("GET /x?y HTTP/1.1\r\nHost: [::1]:81\r\n")
                .endsWith("\r\nConnection: close\r\n\r\n")
                .doesNotContain("Authorization");
    }

    @Test
    void authenticates() {
        Url url = Url.parse("http://ada:lovelace@h/");
        assertThat(HttpGet.request(url, url.target(), "")).contains("\r\nAuthorization: Basic YWRhOmxvdmVsYWNl\r\n");
    }

    @ParameterizedTest
    @CsvSource({"a:b, YTpi", "a:bc, YTpiYw==", "a:bcd, YTpiY2Q=", "a, YTo="})
    void writesCredentials(String user, String encoded) {
        assertThat(Credentials.basic(user)).isEqualTo("Basic " + encoded);
    }
}
