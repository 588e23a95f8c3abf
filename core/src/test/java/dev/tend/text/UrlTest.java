package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {

    @Test
    void takesItApart() {
        assertThat(Url.parse("HTTP://ada:love%20lace@example.com:8080/a/b?c=d#e"))
                .isEqualTo(new Url(false, Optional.of("ada:love lace"), "example.com", 8080, "/a/b?c=d"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://h, h, 80, /",
        "https://h, h, 443, /",
        "http://h:, h, 80, /",
        "http://h?q, h, 80, /?q",
        "http://h#f, h, 80, /",
        "http://[::1]:81/x, ::1, 81, /x",
        "http://[fe80::1%25eth0]/, fe80::1%eth0, 80, /",
        "http://a@b@h/, h, 80, /",
        "http://h/a@b:c, h, 80, /a@b:c",
    })
    void knowsHostPortAndTarget(String text, String host, int port, String target) {
        assertThat(Url.parse(text))
                .extracting(Url::host, Url::port, Url::target)
                .containsExactly(host, port, target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "ftp://h/",
                "http:/h",
                "http://",
                "http:///x",
                "http://:80/",
                "http://h:0/",
                "http://h:65536/",
                "http://h:99999999999999999999/",
                "http://h:-1/",
                "http://h:80x/",
                "http://[::1/",
                "http://[::1]x/",
                "http://a b/",
                "http://h/a b",
                "http://h/\r\nX: y",
                "http://h%0d%0aX/",
                "http://h%zz/",
                "http://h%4",
                "http://-oProxy/",
                "http://a\\b/",
                "http://%2f/",
            })
    void refuses(String text) {
        assertThatThrownBy(() -> Url.parse(text)).isInstanceOf(UrlException.class);
    }

    @Test
    void refusesOneThatHasNoEnd() {
        assertThatThrownBy(() -> Url.parse("http://h/" + "x".repeat(1 << 20))).hasMessageContaining("longer");
    }

    @ParameterizedTest
    @CsvSource({
        "https://other/y, https://other/y",
        "//other/y, http://other/y",
        "/y, http://h:81/y",
        "y, http://h:81/a/y",
        "./y, http://h:81/a/y",
        "../y, http://h:81/y",
        "../../../y, http://h:81/y",
        "y/.., http://h:81/a/",
        "?r, http://h:81/a/b?r",
        "/y?to=http://z/../, http://h:81/y?to=http://z/../",
    })
    void followsRedirections(String location, String target) {
        assertThat(Url.parse("http://ada@h:81/a/b?q").resolve(location)).hasToString(target);
    }

    @Test
    void doesNotFollowElsewhere() {
        Url url = Url.parse("http://h/");
        assertThatThrownBy(() -> url.resolve("file:///etc/passwd")).hasMessageContaining("http");
        assertThatThrownBy(() -> url.resolve("/x\r\nHost: y")).isInstanceOf(UrlException.class);
    }

    @Test
    void takesUserAlongOnlyToTheSameHost() {
        Url url = Url.parse("http://ada:x@h/");
        assertThat(url.resolve("/y").user()).contains("ada:x");
        assertThat(url.resolve("http://other/").user()).isEmpty();
        assertThat(url).hasToString("http://h/");
    }
}
