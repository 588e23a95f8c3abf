package dev.tend.template.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoStringTest {

    @Test
    void countsBytesAndCharacters() {
        GoString text = GoString.of("aé€😀");
        assertThat(text.length()).isEqualTo(10);
        assertThat(text.runeCount()).isEqualTo(4);
        assertThat(runes(text)).containsExactly((int) 'a', 0xe9, 0x20ac, 0x1f600);
    }

    @Test
    void eachByteOutsideOfACharacterIsOne() {
        // A lone continuation, a long form of "/", a surrogate, a number that is too large, and a cut end.
        GoString text = bytes(0x80, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0x80, 0x80, 0xe2, 0x82);
        assertThat(text.runeCount()).isEqualTo(12);
        assertThat(runes(text)).containsOnly(0xfffd);
        assertThat(text.isUtf8()).isFalse();
        assertThat(GoString.of("\ufffd").isUtf8()).isTrue();
    }

    @Test
    void keepsBytesThatAreNoText() {
        assertThat(bytes(0xff, 0, 0xfe).toBytes()).containsExactly((byte) 0xff, (byte) 0, (byte) 0xfe);
        assertThat(bytes(0xff).at(0)).isEqualTo(0xff);
    }

    @Test
    void comparesUnsignedBytes() {
        assertThat(bytes(0xff)).isGreaterThan(GoString.of("z"));
        assertThat(GoString.of("a")).isLessThan(GoString.of("ab"));
        assertThat(GoString.of("abc").substring(1)).isEqualTo(GoString.of("bc"));
    }

    @Test
    void findsParts() {
        GoString text = GoString.of("abcabc");
        assertThat(text.indexOf(GoString.of("ca"), 0)).isEqualTo(2);
        assertThat(text.indexOf(GoString.of("a"), 1)).isEqualTo(3);
        assertThat(text.indexOf(GoString.of("d"), 0)).isEqualTo(-1);
        assertThat(text.startsWith(GoString.of("abc"))).isTrue();
        assertThat(text.endsWith(GoString.of("bcab"))).isFalse();
        assertThat(text.endsWith(GoString.of("xabcabc"))).isFalse();
    }

    @Test
    void builderWritesUtf8AndHasALimit() {
        GoStringBuilder builder = new GoStringBuilder(12);
        for (int rune : new int[] {'a', 0xe9, 0x20ac, 0x1f600}) {
            builder.appendRune(rune);
        }
        assertThat(builder.toGoString()).isEqualTo(GoString.of("aé€😀"));
        assertThat(new GoStringBuilder().appendRune(0xd800).appendRune(-1)).hasToString("\ufffd\ufffd");
        assertThatThrownBy(() -> builder.append("abc"))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("12 bytes");
    }

    private static List<Integer> runes(GoString text) {
        List<Integer> runes = new ArrayList<>();
        for (int i = 0; i < text.length(); i += text.runeLength(i)) {
            runes.add(text.rune(i));
        }
        return runes;
    }

    private static GoString bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return GoString.of(bytes);
    }
}
