package dev.tend.runit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPatternTest {

    private static boolean matches(String pattern, String line) {
        byte[] bytes = (line + "unread").getBytes(StandardCharsets.UTF_8);
        return LogPattern.matches(pattern.getBytes(StandardCharsets.UTF_8), bytes, line.length());
    }

    @ParameterizedTest
    @CsvSource({
        "abc, abc",
        "*, abc",
        "*, ''",
        "a*, abc",
        "*c, abc",
        "+ab, aab",
        "+ab, ab",
        "'', ''",
        "**, x*",
        "'*: *: pid *', 'tcpsvd: info: pid 1977 from 10.4.1.14'"
    })
    void matchesTheWholeLine(String pattern, String line) {
        assertThat(matches(pattern, line)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "abc, ab",
        "abc, abcd",
        "'', a",
        "+ab, b",
        "+a, b",
        "+a, ''",
        "+, a",
        "*c, ab",
        "*c, abcb",
        "'*pid*', 'tcpsvd: info: pid 1977 from 10.4.1.14'"
    })
    void triesNothingTwice(String pattern, String line) {
        assertThat(matches(pattern, line)).isFalse();
    }

    /** Not as the manual has it, but as svlogd does it. */
    @Test
    void isContentWithALineThatEndsInARepetition() {
        assertThat(matches("+ab", "aaa")).isTrue();
    }
}
