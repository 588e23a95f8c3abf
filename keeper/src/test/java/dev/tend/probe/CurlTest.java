package dev.tend.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.service.Probe.Trust;
import dev.tend.text.Url;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurlTest {

    private static String config(String url, Trust trust) {
        return Curl.config(false, Url.parse(url), trust, "", 1_200_000);
    }

    @Test
    void saysWhatToAsk() {
        assertThat(config("https://ada:love%22lace@h/x", new Trust(Optional.of("/a \\b.pem"), false)))
                .contains("\nuser = \"ada:love\\\"lace\"\n")
                .contains("\ncacert = \"/a \\\\b.pem\"\n")
                .contains("\nmax-time = \"2\"\n")
                .contains("\nproxy = \"\"\n")
                .endsWith("\nurl = \"https://h/x\"\n")
                .doesNotContain("insecure");
    }

    @Test
    void looksAtNoCertificateOnlyWhenTold() {
        assertThat(config("https://h/", new Trust(Optional.empty(), true))).contains("\ninsecure\n");
    }

    @Test
    void postsWithoutABody() {
        Trust trust = new Trust(Optional.empty(), false);
        assertThat(Curl.config(true, Url.parse("https://h/reload"), trust, "", 1))
                .contains("\ndata = \"\"\n");
    }

    /** Values that could smuggle a line into curl's configuration. */
    @Test
    void keepsEverySettingOnItsLine() {
        assertThat(config("https://h/\"insecure", new Trust(Optional.of("/a\noutput = /etc/passwd"), false)))
                .contains("\nurl = \"https://h/\\\"insecure\"\n")
                .contains("\ncacert = \"/a\\noutput = /etc/passwd\"\n");
    }
}
