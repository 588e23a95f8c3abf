package dev.tend.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private static boolean take(Response response, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return response.take(bytes, bytes.length);
    }

    /** The result of an answer, in whatever pieces it comes. */
    private static Response whole(String wanted, String text) {
        var atOnce = new Response(wanted);
        if (!take(atOnce, text)) {
            atOnce.end();
        }
        var byteByByte = new Response(wanted);
        boolean enough = false;
        for (int i = 0; i < text.length() && !enough; i++) {
            enough = take(byteByByte, text.substring(i, i + 1));
        }
        if (!enough) {
            byteByByte.end();
        }
        assertThat(byteByByte.status()).isEqualTo(atOnce.status());
        assertThat(byteByByte.hasText()).isEqualTo(atOnce.hasText());
        return atOnce;
    }

    @Test
    void isDoneWithTheHeadWhereNoTextIsWanted() {
        assertThat(take(new Response(""), "HTTP/1.0 503\n\n")).isTrue();
        assertThat(whole("", "HTTP/1.0 503\n\n").status()).isEqualTo(503);
    }

    @Test
    void knowsHeaders() {
        var response = whole("", "HTTP/1.1 302 Found\r\nA: b\r\nLOCATION :/no\r\nlocation:  /x \r\n\r\n");
        assertThat(response.header("location")).contains("/x");
        assertThat(response.header("a")).contains("b");
        assertThat(response.header("c")).isEmpty();
    }

    @Test
    void waitsForWhatFollowsAProvisionalHead() {
        assertThat(whole("", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 Gone\r\n\r\n")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void findsATextInAPlainBody() {
        assertThat(whole("aab", OK + "\r\nxaaab").hasText()).isTrue();
        assertThat(whole("aab", OK + "\r\nxaaa").hasText()).isFalse();
        assertThat(whole("200", OK + "\r\nxaaa").hasText()).isFalse();
    }

    @Test
    void readsNoMoreThanTheLengthSays() {
        var response = new Response("later");
        assertThat(take(response, OK + "Content-Length: 3\r\n\r\nnowlater")).isTrue();
        assertThat(response.hasText()).isFalse();
    }

    @Test
    void findsATextAcrossChunks() {
        assertThat(whole("hello", CHUNKED + "3;x=y\r\nhel\r\n00A\r\nlo, world!\r\n0\r\n\r\n")
                        .hasText())
                .isTrue();
        assertThat(whole("world", CHUNKED + "3\r\nwor\r\n0\r\n\r\nld").hasText())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1\r\nx",
                "\r\nx",
                "fffffffffffff\r\nx",
                "0x3\r\nabc",
                "3\r\nabcd\r\n",
                "g\r\n",
                "3 4 5",
                ";\r\n"
            })
    void refusesChunksThatAreNone(String body) {
        assertThatThrownBy(() -> whole("text", CHUNKED + body))
                .isInstanceOf(Unanswered.class)
                .hasMessageContainingAll("the answer");
    }

    @Test
    void refusesAnEndlessChunkLine() {
        var response = new Response("text");
        take(response, CHUNKED + "1;");
        assertThatThrownBy(() -> take(response, "x".repeat(10_000))).hasMessageContaining("malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\r\n\r\n",
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 2000\r\n\r\n",
                "HTTP/1.1 -20 x\r\n\r\n",
                "HTTP/1.1 099 x\r\n\r\n",
                "HTTP/1.1 200\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200\r\nContent-Length: 5, 5\r\n\r\n",
            })
    void refusesWhatIsNoAnswer(String text) {
        assertThatThrownBy(() -> whole("text", text)).isInstanceOf(Unanswered.class);
    }

    @Test
    void refusesAHeaderWithoutEnd() {
        var response = new Response("");
        take(response, OK);
        assertThatThrownBy(() -> take(response, "x".repeat(1 << 20))).hasMessageContaining("longer than 64 kB");
    }

    @Test
    void refusesProvisionalHeadsWithoutEnd() {
        assertThatThrownBy(() -> whole("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(10_000)))
                .hasMessageContaining("longer than 64 kB");
    }

    @Test
    void looksAtAMegabyteOfTheBody() {
        var response = new Response("end");
        take(response, OK + "\r\n");
        String piece = "x".repeat(1 << 16);
        boolean enough = false;
        int pieces = 0;
        while (!enough) {
            enough = take(response, piece);
            pieces++;
        }
        assertThat(pieces).isEqualTo(16);
        assertThat(response.hasText()).isFalse();
    }

    @Test
    void tellsAnswersThatBreakOff() {
        assertThatThrownBy(() -> whole("text", "")).hasMessageContaining("without an answer");
        assertThatThrownBy(() -> whole("text", "HTTP/1.1 20")).hasMessageContaining("breaks off in its header");
        assertThatThrownBy(() -> whole("text", OK + "Content-Length: 9\r\n\r\nx"))
                .hasMessage("the answer breaks off");
        assertThatThrownBy(() -> whole("text", CHUNKED + "5\r\nabc")).hasMessage("the answer breaks off");
    }
}
