package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void extendsQuotesOverLines() {
        assertThat(parse("A=\"one\n  two\"\nB='three\n\nfour'\nC=5"))
                .containsExactly(Map.entry("A", "one\n  two"), Map.entry("B", "three\n\nfour"), Map.entry("C", "5"));
    }

    @Test
    void dropsAByteOrderMarkAndCommentsBehindQuotes() {
        assertThat(parse("\ufeffX=1\nB=\"x y\" # note\nC='z'\t; note\nD=a # b\n; E=1\n"))
                .containsExactly(
                        Map.entry("X", "1"), Map.entry("B", "x y"), Map.entry("C", "z"), Map.entry("D", "a # b"));
    }

    @Test
    void knowsExportByTheBlankBehindIt() {
        assertThat(parse("export\tX=1\nexport  Y = 2\nexport=3\nexportZ=4"))
                .containsExactly(
                        Map.entry("X", "1"), Map.entry("Y", "2"), Map.entry("export", "3"), Map.entry("exportZ", "4"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "A=1^X K=bad, 2, `\"X K\" cannot be the name of a variable`",
                "export A B=1, 1, `\"A B\" cannot be the name of a variable`",
                "1A=x, 1, `\"1A\" cannot be the name of a variable`",
                "A=1^B=\"x^y, 2, the quote is never closed",
                "B='x^^^, 1, the quote is never closed",
                "A=\"x\\\", 1, the quote is never closed",
                "A=\"x^y\" z, 2, `something follows the closing quote: quote all of the value, or nothing`",
                "A=\"x\"\"y\", 1, `something follows the closing quote: quote all of the value, or nothing`",
                "=1, 1, not of the form NAME=value",
                "A=1^^nothing, 3, not of the form NAME=value",
            })
    void saysInWhichLineWhatIsWrong(String text, int line, String message) {
        assertThatThrownBy(() -> parse(text.replace("^", "\n")))
                .isInstanceOfSatisfying(EnvTextException.class, wrong -> assertThat(wrong.line())
                        .isEqualTo(line))
                .hasMessage(message);
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
