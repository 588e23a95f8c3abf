package dev.tend.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The end of a run's output, whose control characters are escaped by the code that shows it. */
class LastWordsTest {

    private static String of(String text, boolean whole) {
        return LastWords.of(text.getBytes(StandardCharsets.UTF_8), whole);
    }

    @Test
    void areTheLastFiveLines() {
        assertThat(of("1\n2\n3\n4\n5\n6\n7\n", true)).isEqualTo("3\n4\n5\n6\n7");
        assertThat(of("all there is", true)).isEqualTo("all there is");
        assertThat(of("\n \r\n", true)).isEmpty();
    }

    @Test
    void beginWithAWholeLineIfTheyCan() {
        assertThat(of("f a line\nnext\n", false)).isEqualTo("next");
        assertThat(of("f a line", false)).isEqualTo("f a line");
    }

    @Test
    void neverBeginInTheMidstOfACharacter() {
        byte[] cut = {(byte) 0xa9, 'a', 'b'};
        assertThat(LastWords.of(cut, false)).isEqualTo("ab");
    }

    @Test
    void haveNoStampsAndEscapeSequences() {
        assertThat(of("2026-11-21T07:09:07.123456Z \u001b[1;31mbad\u001b[0m\u0007 é\r\n", true))
                .isEqualTo("bad\u0007 é");
    }

    @Test
    void surviveWhatIsNoText() {
        byte[] bytes = {'a', (byte) 0xff, 'b'};
        assertThat(LastWords.of(bytes, true)).isEqualTo("a\udcffb");
    }
}
