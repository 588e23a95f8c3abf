package dev.tend.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvFileTest {

    private static Map<String, String> parse(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        EnvFile.parse("/etc/x", text, variables);
        return variables;
    }

    @Test
    void readsVariables() {
        assertThat(parse("# comment\n\nA=1\n  B = x y \nexport C=\"q # q\"\nD='\"'\nE=\nG=a=b"))
                .containsExactly(
                        Map.entry("A", "1"),
                        Map.entry("B", "x y"),
                        Map.entry("C", "q # q"),
                        Map.entry("D", "\""),
                        Map.entry("E", ""),
                        Map.entry("G", "a=b"));
    }

    @Test
    void endsLinesAsWindowsDoes() {
        assertThat(parse("A=1\r\nB=2\r\n")).containsEntry("A", "1").containsEntry("B", "2");
    }

    @Test
    void namesTheLineThatIsNone() {
        assertThatThrownBy(() -> parse("A=1\nB")).hasMessage("/etc/x:2: not of the form NAME=value");
        assertThatThrownBy(() -> parse("=1")).hasMessage("/etc/x:1: not of the form NAME=value");
    }
}
