package dev.tend.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private final Messages messages = new Messages("host");

    private List<String> texts(String lines, int longest) {
        return messages.of("web@1", lines, longest).stream()
                .map(bytes -> new String(bytes, UTF_8))
                .toList();
    }

    @Test
    void makesAMessageOfEachLine() {
        assertThat(texts("one\n\ntwo\n", 1000))
                .hasSize(2)
                .allMatch(text -> text.matches("<30>1 20\\S+Z host web@1 - - - (one|two)"));
    }

    @Test
    void takesTheTimeOfTheLine() {
        assertThat(texts("2026-11-21T07:09:07.123456Z up\n", 1000))
                .containsExactly("<30>1 2026-11-21T07:09:07.123456Z host web@1 - - - up");
    }

    @Test
    void dividesALongLineBetweenCharacters() {
        var parts = messages.of("web@1", "2026-11-21T07:09:07.123456Z " + "\u00e9".repeat(100) + "\n", 64);

        assertThat(parts).hasSizeGreaterThan(1).allMatch(part -> part.length <= 64);
        assertThat(String.join(
                                "",
                                parts.stream()
                                        .map(bytes -> new String(bytes, UTF_8))
                                        .toList())
                        .replace("<30>1 2026-11-21T07:09:07.123456Z host web@1 - - - ", ""))
                .isEqualTo("\u00e9".repeat(100));
    }
}
