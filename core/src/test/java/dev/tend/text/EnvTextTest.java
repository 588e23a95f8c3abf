package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvTextTest {

    private static Map<String, String> parse(String text) {
        var variables = new LinkedHashMap<String, String>();
        EnvText.parse(text, variables);
        return variables;
    }

    @Test
    void unescapesBetweenDoubleQuotesAlone() {
        assertThat(parse("A=\"one\\ntwo\"\nB='one\\ntwo'\nC=one\\ntwo\nD=\"\\\"\\\\\\$\\`\\d\""))
                .containsExactly(
                        Map.entry("A", "one\ntwo"),
                        Map.entry("B", "one\\ntwo"),
                        Map.entry("C", "one\\ntwo"),
                        Map.entry("D", "\"\\$`\\d"));
    }

    @Test
    void letsABackslashAtTheEndStand() {
        assertThat(parse("A=\"x\\\"\nB=\"\\\"")).containsExactly(Map.entry("A", "x\\"), Map.entry("B", "\\"));
    }

    @Test
    void laterLinesWin() {
        assertThat(parse("A=1\nexport A=2")).containsExactly(Map.entry("A", "2"));
    }

    @Test
    void namesTheLineThatSetsNothing() {
        assertThatThrownBy(() -> parse("A=1\n\nthis is no pair"))
                .isInstanceOfSatisfying(EnvTextException.class, wrong -> assertThat(wrong.line())
                        .isEqualTo(3));
    }
}
