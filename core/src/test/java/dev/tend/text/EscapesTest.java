package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapesTest {

    @ParameterizedTest
    @CsvSource({
        "001b,\\x1b",
        "007f,\\x7f",
        "0000,\\x00",
        "000a,\\x0a",
        "0009,\\x09",
        "0080,\\u0080",
        "009b,\\u009b",
        "009f,\\u009f",
        "dc9b,\\x9b",
        "dcff,\\xff",
        "dc80,\\x80",
        "d800,\\ud800",
        "dc00,\\udc00",
        "061c,\\u061c",
        "200b,\\u200b",
        "200e,\\u200e",
        "200f,\\u200f",
        "2028,\\u2028",
        "2029,\\u2029",
        "202a,\\u202a",
        "202e,\\u202e",
        "2060,\\u2060",
        "2066,\\u2066",
        "2069,\\u2069",
        "feff,\\ufeff"
    })
    void showsWhatMovesTheCursorOrTurnsTextAround(String character, String shown) {
        String text = "a" + (char) Integer.parseInt(character, 16) + "b";
        assertThat(Escapes.line(text)).isEqualTo("a" + shown + "b");
    }

    @ParameterizedTest
    @CsvSource({"a b~", "\\x9b", "größer", "日本語", "é", "👍🏽", "نص"})
    void leavesWhatCanBeSeen(String text) {
        assertThat(Escapes.line(text)).isEqualTo(text);
        assertThat(Escapes.colored(text)).isEqualTo(text);
    }

    /** They hold emoji and the letters of some scripts together. */
    @Test
    void leavesJoiners() {
        assertThat(Escapes.line("👩‍💻 می‌خواهم")).isEqualTo("👩‍💻 می‌خواهم");
    }

    @Test
    void showsTags() {
        assertThat(Escapes.line("a\udb40\udc41")).isEqualTo("a\\udb40\\x41".replace("\\x41", "\\udc41"));
    }

    @Test
    void keepsLinesWhereThereMayBeSome() {
        assertThat(Escapes.lines("a\tb\r\nc\u001b[31m")).isEqualTo("a\tb\\x0d\nc\\x1b[31m");
    }

    @Test
    void keepsColorsWhereThereMayBeSomeAndEndsThemWithTheirLine() {
        assertThat(Escapes.colored("\u001b[1;31mred\ngreen\u001b[0m"))
                .isEqualTo("\u001b[1;31mred\u001b[0m\ngreen\u001b[0m");
        assertThat(Escapes.colored("\u001b[38:5:1mred")).isEqualTo("\u001b[38:5:1mred\u001b[0m");
        assertThat(Escapes.colored("\u001b[31mred\u001b[m\n")).isEqualTo("\u001b[31mred\u001b[m\n");
    }

    @Test
    void takesNothingElseForAColor() {
        assertThat(Escapes.colored("\u001b[2J\u001b]0;x\u0007\u001b[31\u001bm\u001b"))
                .doesNotContain("\u001b", "\u0007");
    }
}
