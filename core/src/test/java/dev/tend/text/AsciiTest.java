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
}
