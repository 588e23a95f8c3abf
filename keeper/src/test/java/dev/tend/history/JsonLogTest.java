package dev.tend.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLogTest {

    private final StringBuilder out = new StringBuilder();
    private final JsonLog log = new JsonLog(
            "web", (bytes, from, count) -> out.append(new String(bytes, from, count, StandardCharsets.UTF_8)));

    private void take(String text) {
        byte[] bytes = ("before" + text).getBytes(StandardCharsets.UTF_8);
        log.take(bytes, 6, bytes.length - 6);
    }

    @Test
    void givesAnObjectForEachLine() {
        take("one\n\ntw");
        take("\"o\"\n");
        assertThat(out).hasToString("""
                {"service":"web","time":null,"text":"one"}
                {"service":"web","time":null,"text":""}
                {"service":"web","time":null,"text":"tw\\"o\\""}
                """);
    }

    @Test
    void tellsTheTimeOfAStampedLine() {
        take("2026-11-21T07:09:07.123456Z one\n2026-11-21T07:09:07.123456Z\n");
        assertThat(out).hasToString("""
                {"service":"web","time":"2026-11-21T07:09:07.123456Z","text":"one"}
                {"service":"web","time":null,"text":"2026-11-21T07:09:07.123456Z"}
                """);
    }

    @Test
    void givesAnUnfinishedLineAtTheEnd() {
        take("one\ntwo");
        log.finish();
        log.finish();
        assertThat(out.toString().lines())
                .last()
                .asString()
                .isEqualTo("{\"service\":\"web\",\"time\":null,\"text\":\"two\"}");
    }

    @Test
    void givesAVeryLongLineInParts() {
        for (int i = 0; i < 40; i++) {
            take("x".repeat(1 << 16));
        }
        take("\n");
        assertThat(out.toString().lines()).hasSize(3).allMatch(line -> line.length() < 1_100_000);
    }
}
