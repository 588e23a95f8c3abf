package dev.tend.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextTest {

    private static final String ALL_WIDTHS = "a\0 ä ß € 語 \uD83D\uDE00 \uFFFF";

    @Test
    void encodesAsUtf8() {
        assertThat(Text.encode(ALL_WIDTHS)).isEqualTo(ALL_WIDTHS.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void decodesUtf8() {
        byte[] bytes = ALL_WIDTHS.getBytes(StandardCharsets.UTF_8);
        assertThat(Text.decode(bytes, 0, bytes.length)).isEqualTo(ALL_WIDTHS);
    }

    @Test
    void decodesPartOfAnArray() {
        byte[] bytes = "xxäyy".getBytes(StandardCharsets.UTF_8);
        assertThat(Text.decode(bytes, 2, 4)).isEqualTo("ä");
    }

    @Test
    void doesNotDecodeOverlongSequencesAndSurrogates() {
        byte[] slash = {(byte) 0xc0, (byte) 0xaf};
        byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
        byte[] beyond = {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80};
        assertThat(Text.decode(slash, 0, 2)).isEqualTo("\uDCC0\uDCAF");
        assertThat(Text.decode(surrogate, 0, 3)).isEqualTo("\uDCED\uDCA0\uDC80");
        assertThat(Text.decode(beyond, 0, 4)).hasSize(4);
    }

    @Test
    void bringsBackEveryByteThatIsNoUtf8() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertThat(Text.encode(Text.decode(bytes, 0, bytes.length))).isEqualTo(bytes);
        }
    }

    @Test
    void endsWithNulForC() {
        assertThat(Text.terminated("é")).containsExactly(0xc3, 0xa9, 0);
    }
}
