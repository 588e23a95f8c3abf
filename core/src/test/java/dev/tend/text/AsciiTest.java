package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cases of letters. */
class AsciiTest {

    @Test
    void turnsLettersOnly() {
        assertThat(Ascii.lower("SIG_Term@[`{Ä")).isEqualTo("sig_term@[`{Ä");
        assertThat(Ascii.upper("SIG_Term@[`{ä")).isEqualTo("SIG_TERM@[`{ä");
    }

    @Test
    void knowsDigitsOfARadix() {
        assertThat(Ascii.digit('7', 8)).isEqualTo(7);
        assertThat(Ascii.digit('8', 8)).isEqualTo(-1);
        assertThat(Ascii.digit('f', 16)).isEqualTo(15);
        assertThat(Ascii.digit('F', 16)).isEqualTo(15);
        assertThat(Ascii.digit('g', 16)).isEqualTo(-1);
        assertThat(Ascii.digit('@', 36)).isEqualTo(-1);
        assertThat(Ascii.digit('\u0663', 10)).isEqualTo(-1);
    }
}
